# The app and the command line in one image.  See docs/operators.md.
FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# A font with Chinese characters, for the pictures of the brief: 5 MB.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-wqy-microhei \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt

COPY . ./
# Compiled now: when it runs, nothing but the volume and /tmp has to be writable.
RUN pip install --no-deps --no-build-isolation --editable . \
    && python -m compileall -q cli graph loaders views \
    && useradd --create-home --uid 1000 triplehelix \
    && install -d -o triplehelix -g triplehelix /var/lib/triplehelix

USER triplehelix
VOLUME /var/lib/triplehelix
# What a command writes without being told where, such as refused rows, goes into the volume.
WORKDIR /var/lib/triplehelix
ENV PYTHONDONTWRITEBYTECODE=1 \
    TRIPLEHELIX_DB=/var/lib/triplehelix/graph \
    TRIPLEHELIX_HOST=0.0.0.0 \
    TRIPLEHELIX_PORT=8501
EXPOSE 8501

HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=5 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['TRIPLEHELIX_PORT'] + '/_stcore/health', timeout=4)"]

ENTRYPOINT ["triplehelix"]
CMD ["app"]
