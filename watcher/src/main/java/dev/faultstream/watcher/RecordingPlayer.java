package dev.faultstream.watcher;

import dev.faultstream.service.metrics.Meters;
import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.Pause;
import dev.faultstream.watcher.publish.PublishedUpTo;
import dev.faultstream.watcher.publish.RecordSink;
import dev.faultstream.watcher.publish.SnapshotPublisher;
import dev.faultstream.watcher.recording.InputOptions;
import dev.faultstream.watcher.recording.Inputs;
import dev.faultstream.watcher.recording.PacedReader;
import dev.faultstream.watcher.recording.RecordingException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes recordings and dumps from their beginning to their end. */
final class RecordingPlayer {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordingPlayer.class);

    private final WatcherSettings.Recording recording;
    private final Publishing publishing;
    private final PublishedUpTo published;
    private final Pause pause;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * A player.
     *
     * @param published what of it an earlier run has published
     */
    RecordingPlayer(WatcherSettings.Recording recording, Publishing publishing, PublishedUpTo published, Pause pause) {
        this.recording = recording;
        this.publishing = publishing;
        this.published = published;
        this.pause = pause;
    }

    /** Takes all changes, also those that an earlier run took: later ones depend on what is known of them. */
    void play() throws InterruptedException {
        RecordSink all = publishing.sink();
        SnapshotPublisher publisher = publishing
                .into(record -> {
                    if (!published.covers(record)) {
                        all.send(record);
                    }
                })
                .publisher(publishing.metrics(recording.cluster()));
        try (ChangeReader reader = reader()) {
            reader.drainTo(publisher);
        }
    }

    private ChangeReader reader() {
        InputOptions options = new InputOptions(
                recording.cluster(), recording.at(), publishing.context().clock(), this::take);
        ChangeReader reader = Inputs.open(recording.paths(), options);
        return recording.speed() == null
                ? reader
                : new PacedReader(
                        reader, recording.speed(), publishing.context().clock(), pause, published::reaches);
    }

    private void take(RecordingException problem) {
        if (!recording.skipWrong()) {
            throw problem;
        }
        Meters meters = publishing.meters();
        meters.counter(WatcherMeter.PROBLEMS).increment();
        boolean first = warned.compareAndSet(false, true);
        (first ? LOGGER.atWarn() : LOGGER.atDebug())
                .addKeyValue(LogKeys.ERROR, problem.getMessage())
                .log("a part of the recording cannot be read and is left out");
    }
}
