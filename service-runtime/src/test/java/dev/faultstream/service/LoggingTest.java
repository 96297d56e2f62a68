package dev.faultstream.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.serde.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log configuration of services, in a JVM of its own. */
class LoggingTest {
    private static final String FORGED = "line\r\n2026 ERROR forged\u001b[31m";

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void shouldLogToStandardErrorAndLetNobodyForgeLines(String format) throws Exception {
        // Given
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Logs.class.getName());
        builder.environment().put("FAULTSTREAM_LOG_FORMAT", format);
        // When
        Process process = builder.start();
        process.getOutputStream().close();
        String err = read(process.getErrorStream());
        String out = read(process.getInputStream());
        // Then
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(out).isEmpty();
        String first = err.lines().findFirst().orElse("");
        assertThat(first).contains("line\\r\\n2026 ERROR forged").doesNotContain("\u001b");
        assertThat(err).contains("it-broke").doesNotContain("\u001b").doesNotContain("not shown");
        if ("json".equals(format)) {
            assertThat(err.lines()).hasSize(2);
            assertThat(Json.mapper().readTree(first).at("/fields/pod").asText()).isEqualTo("web\n1");
            assertThat(Json.mapper().readTree(first).at("/message").asText()).isEqualTo(FORGED);
        } else {
            assertThat(first).contains("INFO", "pod=web\\n1");
        }
    }

    private static String read(InputStream stream) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        stream.transferTo(text);
        return text.toString(UTF_8);
    }

    static final class Logs {
        private Logs() {}

        public static void main(String[] arguments) {
            Logger logger = LoggerFactory.getLogger("dev.faultstream.Test");
            logger.atInfo().addKeyValue("pod", "web\n1").log(FORGED);
            logger.atDebug().log("not shown");
            LoggerFactory.getLogger("org.example").atInfo().log("not shown");
            logger.atError()
                    .setCause(new IllegalStateException("it-broke\u001b[31m"))
                    .log("failed");
        }
    }
}
