package dev.faultstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContractDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/contract.md");

    @Test
    void shouldBeWhatTheCodeSays() throws IOException {
        String document = Files.readString(DOCUMENT);
        String fresh = ContractDocument.refresh(document);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, fresh);
        }
        assertThat(document)
                .as("run with -Ddocs.update=true to bring it up to date")
                .isEqualTo(fresh);
    }

    @Test
    void shouldDescribeEveryRecord() throws IOException {
        assertThat(ContractDocument.sections(Files.readString(DOCUMENT)))
                .contains("topics", "failure", "explanation", "explained-failure", "recording-line");
    }
}
