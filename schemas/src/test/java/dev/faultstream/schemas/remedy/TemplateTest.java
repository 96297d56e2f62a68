package dev.faultstream.schemas.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void shouldPutValuesInPlaceOfKnownNames() {
        assertThat(render("{ref}: {pod} of {node}", Map.of("ref", "deployment/web", "pod", "web-1")))
                .isEqualTo("deployment/web: web-1 of {node}");
    }

    @Test
    void shouldDropNamespaceOptionWhenSubjectHasNone() {
        String command = "`kubectl describe {ref} -n {namespace}`";
        assertThat(render(command, Map.of("ref", "node/a"))).isEqualTo("`kubectl describe node/a`");
        assertThat(render(command, Map.of("ref", "node/a", "namespace", ""))).isEqualTo("`kubectl describe node/a`");
        assertThat(render(command, Map.of("ref", "pod/a", "namespace", "shop")))
                .isEqualTo("`kubectl describe pod/a -n shop`");
    }

    @Test
    void shouldNotReadValuesAsTemplates() {
        assertThat(render("{pod} {node}", Map.of("pod", "{node}", "node", "$1 \\ ${x}")))
                .isEqualTo("{node} $1 \\ ${x}");
    }

    @Test
    void shouldLeaveOtherBracesAsTheyAre() {
        String text = "-o jsonpath='{.status.conditions[*]}' {} {a b} {{pod}} {pod";
        assertThat(render(text, Map.of("pod", "web")))
                .isEqualTo("-o jsonpath='{.status.conditions[*]}' {} {a b} {web} {pod");
    }

    @Test
    void shouldListNamesInOrderOfAppearance() {
        assertThat(new Template("{b} {a} {b} {.c}").names()).containsExactly("b", "a");
    }

    private static String render(String text, Map<String, String> values) {
        return new Template(text).render(values);
    }
}
