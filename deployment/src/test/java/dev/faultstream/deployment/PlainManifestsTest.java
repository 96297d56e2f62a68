package dev.faultstream.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files as they are written, which needs no renderer. */
class PlainManifestsTest {
    static Stream<Path> files() {
        return Overlay.plainFiles();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHoldOnlyWhatTheModelsKnow(Path file) {
        // When
        List<String> complaints = Yaml.documents(file).stream()
                .map(Manifest::new)
                .flatMap(object -> StrictModels.complaint(object).map(text -> object + ": " + text).stream())
                .toList();

        // Then
        assertThat(complaints).isEmpty();
    }

    @Test
    void shouldComplainOfWhatAModelDoesNotKnow() {
        // Given
        Manifest slip = new Manifest(Yaml.documents("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: web }
                spec:
                  template:
                    spec:
                      containers:
                        - name: web
                          readynessProbe: {}
                """).get(0));

        // When / Then
        assertThat(StrictModels.complaint(slip))
                .hasValueSatisfying(text -> assertThat(text).contains("readynessProbe"));
    }
}
