package dev.faultstream.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlagsTest {
    @Test
    void shouldReadEveryForm() {
        assertThat(Flags.parse(List.of("--a=1", "--b", "2", "--c", "--d=", "--e=x=y")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "2", "c", "true", "d", "", "e", "x=y"));
    }

    @Test
    void shouldJoinRepeatedFlags() {
        assertThat(Flags.parse(List.of("--a=1", "--a", "2"))).containsEntry("a", "1,2");
    }

    @Test
    void shouldRefuseWhatIsNoFlag() {
        assertThatThrownBy(() -> Flags.parse(List.of("a", "--=x", "--")))
                .isInstanceOf(ConfigException.class)
                .satisfies(problem ->
                        assertThat(((ConfigException) problem).violations()).hasSize(3));
    }
}
