package dev.faultstream.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that tell how a cluster is found and named. A mixin of commands. */
public final class ClusterOptions {
    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig, if not in the usual place.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "The cluster's name in all that is said, where the input does not tell it.")
    private @Nullable String name;

    /** The kubeconfig; null for the usual places. */
    public @Nullable Path kubeconfig() {
        return kubeconfig;
    }

    /** The cluster's name; null when none was given. */
    public @Nullable String name() {
        return name;
    }

    /** What is wrong with them, for a person; null when nothing is. */
    public @Nullable String problem() {
        boolean wrong = name != null && (name.isEmpty() || name.indexOf('/') >= 0);
        return wrong ? "--cluster must be a name without '/': " + name : null;
    }

    /** The name that a cluster has of its context, where nobody gave one: cloud providers put slashes into those. */
    public static String nameOf(String context) {
        return context.replace('/', '_');
    }
}
