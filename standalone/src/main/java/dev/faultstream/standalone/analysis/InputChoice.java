package dev.faultstream.standalone.analysis;

import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.recording.InputOptions;
import dev.faultstream.watcher.recording.Inputs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be analysed, as asked for on the command line.
 *
 * @param paths files and folders, or {@code -} alone for standard input
 * @param context a context of the kubeconfig to list instead
 * @param kubeconfig the kubeconfig; null for the usual places
 * @param cluster the cluster's name where the input does not tell it; null for a default
 * @param at the instant to tell of; null for the newest in the input
 */
record InputChoice(
        List<String> paths,
        @Nullable String context,
        @Nullable Path kubeconfig,
        @Nullable String cluster,
        @Nullable Instant at) {
    static final String STANDARD_INPUT = "-";

    private static final String DEFAULT_CLUSTER = "default";

    InputChoice {
        paths = List.copyOf(paths);
    }

    /** What is wrong with the choice, for the person who made it; null when it can be opened. */
    @Nullable
    String problem() {
        boolean live = context != null || kubeconfig != null;
        if (live == !paths.isEmpty()) {
            return "give either PATH or --context";
        }
        if (live && at != null) {
            return "--at does not go with a live cluster";
        }
        if (paths.contains(STANDARD_INPUT) && paths.size() > 1) {
            return "standard input ('-') cannot be combined with other inputs";
        }
        return null;
    }

    /**
     * Opens it.
     *
     * @param warnings is told, for a person, what is left out
     */
    ChangeReader open(Clock clock, Consumer<String> warnings) throws InterruptedException {
        if (paths.isEmpty()) {
            return LiveListing.open(context, kubeconfig, cluster, clock, warnings);
        }
        String name = cluster == null ? DEFAULT_CLUSTER : cluster;
        InputOptions options = InputOptions.strict(name, at, clock);
        if (paths.equals(List.of(STANDARD_INPUT))) {
            return Inputs.open("standard input", System.in, options);
        }
        return Inputs.open(paths.stream().map(Path::of).toList(), options);
    }
}
