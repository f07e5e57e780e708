"""What leaves the app on paper: the brief of one page, and pictures for slides.

No page and no database: it gets what it reads handed in (`material`), so that the app and the
command line give the same sheet.
"""
