package dev.faultstream.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
    private enum Guarantee {
        AT_LEAST_ONCE,
        EXACTLY_ONCE
    }

    @ParameterizedTest
    @CsvSource({"PT30S,30000", "30s,30000", "250ms,250", "5m,300000", "1h30m,5400000", "2d,172800000", "1m 5s,65000"})
    void shouldReadDurations(String text, long millis) {
        assertThat(ValueTypes.duration().parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "1.5h", "30 secs", "99999999999999d"})
    void shouldRefuseOtherDurations(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueTypes.duration().parse(text))
                .withMessageStartingWith("must be a duration");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "65536,65536", "64KiB,65536", "64 kib,65536", "1MB,1000000", "2GiB,2147483648", "5b,5"})
    void shouldReadSizes(String text, long bytes) {
        assertThat(ValueTypes.size().parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5MiB", "MiB", "1 lightyear", "999999999999999999TiB"})
    void shouldRefuseOtherSizes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueTypes.size().parse(text))
                .withMessageStartingWith("must be a size");
    }

    @Test
    void shouldReadEnumsInKebabCase() {
        ValueType<Guarantee> type = ValueTypes.enumOf(Guarantee.class);
        assertThat(type.parse("exactly-once")).isEqualTo(Guarantee.EXACTLY_ONCE);
        assertThat(type.describe()).isEqualTo("at-least-once | exactly-once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.parse("twice"))
                .withMessage("must be one of at-least-once, exactly-once");
    }

    @Test
    void shouldReadListsWithoutEmptyItems() {
        ValueType<List<Integer>> type = ValueTypes.listOf(ValueTypes.integer());
        assertThat(type.parse(" 1, 2,,3 ")).containsExactly(1, 2, 3);
        assertThat(type.parse("")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> type.parse("1,x"));
    }

    @Test
    void shouldReadOtherTypes() {
        assertThat(ValueTypes.httpUrl().parse("https://localai:8080/v1"))
                .isEqualTo(URI.create("https://localai:8080/v1"));
        assertThat(ValueTypes.instant().parse("2026-01-01T00:00:00Z")).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(ValueTypes.bool().parse("TRUE")).isTrue();
        assertThat(ValueTypes.decimal().parse("0.25")).isEqualTo(0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localai:8080", "ftp://a", "http://", "http://a b"})
    void shouldRefuseWhatIsNoHttpUrl(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueTypes.httpUrl().parse(text));
    }
}
