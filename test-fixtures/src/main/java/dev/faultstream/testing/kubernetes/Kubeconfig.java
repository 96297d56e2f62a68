package dev.faultstream.testing.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kubeconfig with one context, {@code fake}, for an API server that lets everybody in. */
public final class Kubeconfig {
    private Kubeconfig() {}

    /** Writes it to a folder; gives the file. */
    public static Path write(Path folder, String server) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: fake, cluster: {server: "%s"}}]
                users: [{name: nobody, user: {token: none}}]
                contexts: [{name: fake, context: {cluster: fake, user: nobody}}]
                current-context: fake
                """.formatted(server));
    }
}
