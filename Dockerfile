# One file for all images: docker build --target watcher|analyzer|explainer|sink|standalone .
# Each runs as uid 10001 with a read-only root file system; it writes to /tmp and, if it keeps state, to /var/lib/faultstream.

ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
ARG JRE_IMAGE=docker.io/library/eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -Dquick -Dmaven.test.skip=true -Pimage -pl '!benchmarks,!deployment' package
# RocksDB's jar brings its library for every system there is; an image needs one, as a file that can be loaded in place.
RUN set -eu; \
    case "$(uname -m)" in \
      x86_64) library=librocksdbjni-linux64.so ;; \
      aarch64) library=librocksdbjni-linux-aarch64.so ;; \
      *) echo "no RocksDB for $(uname -m)" >&2; exit 1 ;; \
    esac; \
    mkdir -p /rocksdb/lib /rocksdb/native /rocksdb/unpacked; \
    jar=$(echo analyzer-stream/target/quick/image/lib/rocksdbjni-*.jar); \
    (cd /rocksdb/unpacked && jar xf "/src/$jar"); \
    mv "/rocksdb/unpacked/$library" /rocksdb/native/; \
    rm -f /rocksdb/unpacked/librocksdbjni-*; \
    jar cf "/rocksdb/lib/$(basename "$jar")" -C /rocksdb/unpacked .; \
    rm -f */target/quick/image/lib/rocksdbjni-*.jar; \
    for module in watcher analyzer-stream explainer result-sink standalone; do \
      cp $module/target/quick/*faultstream*.jar $module/target/quick/image/app/; \
    done

FROM ${JRE_IMAGE} AS runtime
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.vendor="Faultstream" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.url="https://faultstream.dev" \
      org.opencontainers.image.documentation="https://faultstream.dev/docs" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# Group 0, so that it also works where a platform picks the uid.
RUN echo 'faultstream:x:10001:10001:Faultstream:/var/lib/faultstream:/usr/sbin/nologin' >>/etc/passwd \
    && echo 'faultstream:x:10001:' >>/etc/group \
    && mkdir -p /var/lib/faultstream \
    && chown 10001:0 /var/lib/faultstream \
    && chmod 0770 /var/lib/faultstream
COPY docker/jvm.options docker/health LICENSE /opt/faultstream/
WORKDIR /var/lib/faultstream
USER 10001:10001
EXPOSE 8080
VOLUME ["/tmp"]
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=4 CMD ["/opt/faultstream/health"]

# With state in RocksDB, outside the heap, which therefore gets half of the memory.
FROM runtime AS stateful
COPY --from=build /rocksdb/native /opt/faultstream/native
COPY --from=build /rocksdb/lib /opt/faultstream/lib
VOLUME ["/var/lib/faultstream"]

FROM runtime AS watcher
LABEL org.opencontainers.image.title="faultstream-watcher" \
      org.opencontainers.image.description="Publishes every change of Kubernetes clusters to Kafka."
COPY --from=build /src/watcher/target/quick/image/lib /opt/faultstream/lib
COPY --from=build /src/watcher/target/quick/image/app /opt/faultstream/app
ENTRYPOINT ["java", "@/opt/faultstream/jvm.options", "-XX:MaxRAMPercentage=65", "dev.faultstream.watcher.WatcherMain"]

FROM stateful AS analyzer
LABEL org.opencontainers.image.title="faultstream-analyzer" \
      org.opencontainers.image.description="Finds failures in the changes of Kubernetes clusters."
ENV FAULTSTREAM_ANALYZER_STATE_DIR=/var/lib/faultstream
COPY --from=build /src/analyzer-stream/target/quick/image/lib /opt/faultstream/lib
COPY --from=build /src/analyzer-stream/target/quick/image/app /opt/faultstream/app
ENTRYPOINT ["java", "@/opt/faultstream/jvm.options", "-XX:MaxRAMPercentage=50", "dev.faultstream.analyzer.topology.AnalyzerMain"]

FROM runtime AS explainer
LABEL org.opencontainers.image.title="faultstream-explainer" \
      org.opencontainers.image.description="Has a model explain failures."
COPY --from=build /src/explainer/target/quick/image/lib /opt/faultstream/lib
COPY --from=build /src/explainer/target/quick/image/app /opt/faultstream/app
ENTRYPOINT ["java", "@/opt/faultstream/jvm.options", "-XX:MaxRAMPercentage=65", "dev.faultstream.explainer.ExplainerMain"]

FROM stateful AS sink
LABEL org.opencontainers.image.title="faultstream-sink" \
      org.opencontainers.image.description="Publishes explained failures and takes them to where people look."
ENV FAULTSTREAM_SINK_JOIN_STATE_DIR=/var/lib/faultstream
COPY --from=build /src/result-sink/target/quick/image/lib /opt/faultstream/lib
COPY --from=build /src/result-sink/target/quick/image/app /opt/faultstream/app
ENTRYPOINT ["java", "@/opt/faultstream/jvm.options", "-XX:MaxRAMPercentage=50", "dev.faultstream.sink.SinkMain"]

# The faultstream command with all of it, the sample included: docker run --rm -t faultstream/standalone
FROM stateful AS standalone
LABEL org.opencontainers.image.title="faultstream" \
      org.opencontainers.image.description="Tells why things fail in Kubernetes: everything in one process."
COPY --from=build /src/standalone/target/quick/image/lib /opt/faultstream/lib
COPY --from=build /src/standalone/target/quick/image/app /opt/faultstream/app
COPY samples/shop.jsonl /opt/faultstream/samples/
# It serves its health only when asked to, with --http-port.
HEALTHCHECK NONE
ENTRYPOINT ["java", "@/opt/faultstream/jvm.options", "-Dfaultstream.home=/opt/faultstream", "-XX:MaxRAMPercentage=50", "dev.faultstream.standalone.FaultstreamMain"]
CMD ["up"]
