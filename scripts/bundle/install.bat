@echo off
rem Installs Triple Helix on Windows from the bundle that this file lies in; needs no network.
rem Not tried on a Windows machine by the project.
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
set "PIP_CONFIG_FILE=nul"
set "VERSIONS="
set "FOUND="

if not exist bundle.txt goto incomplete
if not exist wheels goto incomplete
findstr /b /c:"platform: win_amd64" bundle.txt >nul || goto foreign
for /f "tokens=1,*" %%a in ('findstr /b /c:"python: " bundle.txt') do set "VERSIONS=%%b"
for %%v in (%VERSIONS%) do (
    if not defined FOUND py -%%v -c "import venv" >nul 2>nul && set "FOUND=%%v"
)
if not defined FOUND goto python

if exist .venv\Scripts\python.exe goto install
py -%FOUND% -m venv .venv
if errorlevel 1 goto environment

:install
echo Installing into .venv, a few minutes at most
.venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels --require-hashes -r requirements.txt
if errorlevel 1 goto packages
.venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels --no-deps --no-build-isolation --editable .
if errorlevel 1 goto packages
echo Installed. Set TRIPLEHELIX_DB to the address of your Neo4j, then run start.bat
exit /b 0

:incomplete
echo install: this folder is no bundle; unpack the whole archive 1>&2
exit /b 2

:foreign
echo install: this bundle is not for Windows; make one with: make bundle PLATFORM=win_amd64 1>&2
exit /b 2

:python
echo install: 64-bit Python is needed, one of: %VERSIONS%; install it with its launcher py 1>&2
exit /b 2

:environment
echo install: no virtual environment could be made in .venv; is this folder writable? 1>&2
exit /b 2

:packages
echo install: packages could not be installed, see above; unpack the archive again 1>&2
exit /b 2
