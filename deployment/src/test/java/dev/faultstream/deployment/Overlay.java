package dev.faultstream.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a folder of {@code k8s/} renders to, with the program that people apply it with.
 *
 * @param path below {@code k8s/}
 */
record Overlay(String path) {
    private static final Path K8S = Yaml.ROOT.resolve("k8s");
    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

    /** Whether there is a renderer on this machine. */
    static boolean canRender() {
        return Renderer.HERE.isPresent();
    }

    /** Every folder that somebody applies. */
    static Stream<Overlay> all() {
        try (Stream<Path> files = Files.walk(K8S)) {
            return files
                    .filter(file -> file.endsWith("kustomization.yaml"))
                    .filter(file -> file.startsWith(K8S.resolve("base").resolve("kustomization.yaml"))
                            || file.startsWith(K8S.resolve("overlays"))
                            || file.startsWith(K8S.resolve("tests")))
                    .map(file -> new Overlay(K8S.relativize(file.getParent()).toString()))
                    .sorted((one, other) -> one.path.compareTo(other.path))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of objects, as it is written. */
    static Stream<Path> plainFiles() {
        try (Stream<Path> files = Files.walk(K8S)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Manifest> objects() {
        return Yaml.documents(text()).stream().map(Manifest::new).toList();
    }

    String text() {
        return RENDERED.computeIfAbsent(path, Overlay::render);
    }

    private static String render(String path) {
        return Renderer.HERE.orElseThrow().render(K8S.resolve(path));
    }

    static JsonNode kustomization(String folder) {
        return Yaml.documents(K8S.resolve(folder).resolve("kustomization.yaml")).get(0);
    }

    @Override
    public String toString() {
        return path;
    }
}
