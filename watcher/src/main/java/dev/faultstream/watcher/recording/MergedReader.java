package dev.faultstream.watcher.recording;

import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several histories as one, in the order of time; of equal times, in the order of the readers. */
final class MergedReader implements ChangeReader {
    private final List<ChangeReader> readers;
    private final List<Optional<ClusterChange>> heads = new ArrayList<>();

    MergedReader(List<ChangeReader> readers) {
        this.readers = List.copyOf(readers);
    }

    @Override
    public Optional<ClusterChange> next() throws InterruptedException {
        if (heads.isEmpty()) {
            for (ChangeReader reader : readers) {
                heads.add(reader.next());
            }
        }
        int first = -1;
        for (int i = 0; i < heads.size(); i++) {
            if (heads.get(i).isPresent() && (first < 0 || isBefore(heads.get(i), heads.get(first)))) {
                first = i;
            }
        }
        return first < 0
                ? Optional.empty()
                : heads.set(first, readers.get(first).next());
    }

    private static boolean isBefore(Optional<ClusterChange> one, Optional<ClusterChange> other) {
        return one.orElseThrow().at().isBefore(other.orElseThrow().at());
    }

    @Override
    public void close() {
        readers.forEach(ChangeReader::close);
    }
}
