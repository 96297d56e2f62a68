package dev.faultstream.deployment;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program that people render kustomizations with.
 *
 * @param command without the folder, which comes last
 */
record Renderer(List<String> command) {
    /** The one of this machine; none if there is none, or only one that is too old. */
    static final Optional<Renderer> HERE = Stream.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))
            .filter(command -> isOnPath(command.get(0)))
            .map(Renderer::new)
            .filter(Renderer::isNewEnough)
            .findFirst();

    /** What a version knows that can render ours. */
    private static final String PROBE = """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            labels:
              - pairs: { a: b }
                includeTemplates: true
            configMapGenerator:
              - name: probe
                literals: [A=b]
            transformers:
              - |-
                apiVersion: builtin
                kind: NamespaceTransformer
                metadata: { name: probe, namespace: probe }
                unsetOnly: true
            """;

    /**
     * The objects of a folder.
     *
     * @throws IllegalStateException if it cannot be rendered, or the program warns
     */
    String render(Path folder) {
        try {
            Path out = Files.createTempFile("rendered", ".yaml");
            Path err = Files.createTempFile("rendered", ".err");
            List<String> line = new ArrayList<>(command);
            line.add(folder.toString());
            Process process = new ProcessBuilder(line)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(out);
            String complaint = Files.readString(err);
            Files.delete(out);
            Files.delete(err);
            // A warning tells of something that the next version refuses.
            if (!ended || process.exitValue() != 0 || !complaint.isBlank()) {
                throw new IllegalStateException(line + ": " + complaint);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isNewEnough() {
        try {
            Path folder = Files.createTempDirectory("probe");
            Path file = Files.writeString(folder.resolve("kustomization.yaml"), PROBE);
            try {
                return render(folder).contains("namespace: probe");
            } catch (IllegalStateException e) {
                return false;
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
