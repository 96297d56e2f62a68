package dev.faultstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void shouldUseATemporaryDirectoryAndAnyPortWhenNothingIsGiven() {
        // When
        EmbeddedKafkaSettings settings = CommandLine.parse();

        // Then
        assertThat(settings).isEqualTo(EmbeddedKafkaSettings.temporary());
    }

    @ParameterizedTest
    @CsvSource({"--port,9099,--data-dir,/data/kafka", "--data-dir,/data/kafka,--port,9099"})
    void shouldTakeBothOptionsWhenGivenInAnyOrder(String first, String second, String third, String fourth) {
        // When
        EmbeddedKafkaSettings settings = CommandLine.parse(first, second, third, fourth);

        // Then
        assertThat(settings)
                .isEqualTo(EmbeddedKafkaSettings.inDirectory(Path.of("/data/kafka"))
                        .withPort(9099));
    }

    @ParameterizedTest
    @CsvSource({
        "--prot,9099,unknown argument --prot",
        "--port,http,must be a number: http",
        "--port,70000,between 0 and 65535"
    })
    void shouldNameTheProblemWhenAnArgumentIsWrong(String option, String value, String problem) {
        // When // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse(option, value))
                .withMessageContaining(problem);
    }

    @Test
    void shouldSayWhichOptionLacksItsValueWhenTheLineEnds() {
        // When // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse("--port"))
                .withMessageContaining("--port needs a value");
    }
}
