package dev.faultstream.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
    private static final String END = "\n  ";

    @Test
    void shouldEndLinesBetweenWords() {
        assertThat(Lines.fold("Pod web-1 cannot be scheduled: 6 of 7 nodes have the taint", 40, END))
                .isEqualTo("Pod web-1 cannot be scheduled: 6 of 7\n  nodes have the taint");
    }

    @Test
    void shouldLeaveACommandInOnePiece() {
        assertThat(Lines.fold("→ See the pods: `kubectl get pods -n shop -o wide --show-labels` and more", 40, END))
                .isEqualTo("→ See the pods:\n  `kubectl get pods -n shop -o wide --show-labels`\n  and more");
    }

    @Test
    void shouldLeaveATextAsItIsWhenItFitsOrTheTerminalIsNarrow() {
        assertThat(Lines.fold("It  fits", 40, END)).isEqualTo("It  fits");
        assertThat(Lines.fold("a b c d e f g h", 10, END)).isEqualTo("a b c d e f g h");
    }

    @Test
    void shouldIndentAllLinesOfAParagraph() {
        assertThat(Style.plain().ofWidth(44).paragraph("  ", "Pod web-1 cannot be scheduled: no node matches it"))
                .isEqualTo("Pod web-1 cannot be scheduled: no node\n  matches it");
    }
}
