package dev.faultstream.sink.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final AtomicLong now = new AtomicLong();
    private final WorkQueue queue = new WorkQueue(now::get);

    @Test
    void shouldGiveAnIdOnceHoweverOftenItWasAdded() {
        // When
        queue.add("a");
        queue.add("a");
        queue.add("b");

        // Then
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(queue.poll()).isNull();
    }

    @Test
    void shouldGiveWhatIsAddedWhileItIsTakenOnlyWhenItIsDone() {
        // Given
        queue.add("a");
        queue.poll();

        // When
        queue.add("a");

        // Then
        assertThat(queue.poll()).isNull();
        queue.done("a");
        assertThat(queue.poll()).isEqualTo("a");
        queue.done("a");
        assertThat(queue.size()).isZero();
    }

    @Test
    void shouldWaitForItsTimeUnlessAddedForNow() {
        // Given
        queue.addAfter("late", Duration.ofSeconds(5));
        queue.addAfter("sooner", Duration.ofSeconds(5));

        // When
        queue.add("sooner");

        // Then
        assertThat(queue.poll()).isEqualTo("sooner");
        queue.done("sooner");
        assertThat(queue.poll()).isNull();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(queue.poll()).isEqualTo("late");
        assertThat(queue.poll()).isNull();
    }

    @Test
    void shouldKeepTheEarliestTime() {
        // Given
        queue.addAfter("a", Duration.ofSeconds(1));

        // When
        queue.addAfter("a", Duration.ofSeconds(9));
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        // Then
        assertThat(queue.poll()).isEqualTo("a");
    }

    @Test
    void shouldEndItsTakersWhenClosed() throws InterruptedException {
        // When
        queue.addAfter("a", Duration.ofHours(1));
        queue.close();

        // Then
        assertThat(queue.take()).isNull();
    }
}
