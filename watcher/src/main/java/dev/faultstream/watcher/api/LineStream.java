package dev.faultstream.watcher.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a body that comes in pieces. Asks for the next piece only when all lines of the last one were taken, so
 * that a slow reader slows the server instead of filling the memory. Lines are taken by one thread.
 */
public final class LineStream implements AutoCloseable {
    private static final int LONGEST_LINE = 64 * 1024 * 1024;

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable AsyncBody body;
    private byte[] current = new byte[0];
    private int position;
    private boolean ended;

    /** Takes a piece from the HTTP client's thread. */
    void offer(List<ByteBuffer> buffers, AsyncBody from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer buffer : buffers) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            bytes.writeBytes(copy);
        }
        pieces.add(new Piece(bytes.toByteArray(), false, null));
    }

    void start(AsyncBody from) {
        body = from;
        var unused = from.done().whenComplete((done, problem) -> pieces.add(new Piece(new byte[0], true, problem)));
        from.consume();
    }

    /**
     * The next line without its end; null when the body has ended.
     *
     * @param patience how long to wait for it
     * @throws ApiFailure if the connection broke or nothing came in that time
     */
    public byte @Nullable [] next(Duration patience) throws ApiFailure, InterruptedException {
        while (!ended) {
            int start = position;
            while (position < current.length) {
                if (current[position++] == '\n') {
                    line.write(current, start, position - 1 - start);
                    byte[] complete = line.toByteArray();
                    line.reset();
                    return complete;
                }
            }
            line.write(current, start, position - start);
            if (line.size() > LONGEST_LINE) {
                throw new ApiFailure(ApiFailure.Cause.SERVER, "an endless line", null, null);
            }
            takePiece(patience);
        }
        if (line.size() > 0) {
            byte[] rest = line.toByteArray();
            line.reset();
            return rest;
        }
        return null;
    }

    private void takePiece(Duration patience) throws ApiFailure, InterruptedException {
        @Nullable Piece piece = pieces.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (piece == null) {
            throw new ApiFailure(ApiFailure.Cause.NETWORK, "the connection is silent", null, null);
        }
        if (piece.problem() != null) {
            ended = true;
            throw new ApiFailure(
                    ApiFailure.Cause.NETWORK, piece.problem().getClass().getSimpleName(), null, piece.problem());
        }
        ended = piece.last();
        current = piece.bytes();
        position = 0;
        if (!ended && body != null) {
            body.consume();
        }
    }

    /** Breaks off what has not ended; a connection whose body has ended already serves the next request. */
    @Override
    public void close() {
        if (body != null && !body.done().isDone()) {
            body.cancel();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    private record Piece(
            byte[] bytes, boolean last, @Nullable Throwable problem) {}
}
