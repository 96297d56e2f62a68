package dev.faultstream.sink.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AttemptedTest {
    @Test
    void shouldReadWhatItWrote() {
        // Given
        Attempted attempted = Attempted.of(List.of(7L, 1_000_000_007L, 9L));

        // When
        Attempted read = Attempted.parse(attempted.format());

        // Then
        assertThat(read).isEqualTo(attempted);
        assertThat(read.contains(9)).isTrue();
        assertThat(read.contains(8)).isFalse();
    }

    @Test
    void shouldTakeAllUpToTheLastWhenThereAreTooMany() {
        // Given
        List<Long> many = LongStream.range(0, 5_000).map(i -> 3 * i).boxed().toList();

        // When
        String text = Attempted.of(many).format();

        // Then
        assertThat(text).hasSizeLessThan(100);
        assertThat(Attempted.parse(text).contains(3 * 4_999)).isTrue();
        assertThat(Attempted.parse(text).contains(3 * 4_999 + 1)).isFalse();
    }

    @Test
    void shouldKnowNothingFromWhatOthersWrote() {
        for (String metadata : List.of("", "something", "1", "2 0 5", "1 0 !")) {
            assertThat(Attempted.parse(metadata)).isEqualTo(Attempted.NONE);
        }
    }
}
