package dev.faultstream.explainer.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.explainer.answer.AnswerCheck;
import dev.faultstream.explainer.model.Question;
import dev.faultstream.explainer.privacy.Anonymiser;
import dev.faultstream.explainer.privacy.Placeholders;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.remedy.Remedies;
import dev.faultstream.schemas.remedy.Remedies.RemedyTemplate;
import dev.faultstream.schemas.remedy.Template;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a model is asked about a failure. The instruction comes first and never varies within a language, what
 * varies least comes next and the evidence last, so that a server can reuse the longest possible prefix. All text of
 * the cluster is anonymised, stripped, bounded and inside a JSON string. Thread-safe.
 *
 * <p>What differs between failures of one explanation key (severity, times, counts) is left out: one answer serves all.
 */
public final class PromptWriter {
    private static final int MOST_EVIDENCE = 8;
    private static final int EVIDENCE_LIMIT = 400;
    private static final int TEXT_LIMIT = 300;
    private static final int VALUE_LIMIT = 80;
    private static final int DOC_LIMIT = 800;

    private final Remedies remedies;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final ObjectWriter writer;

    public PromptWriter(Remedies remedies) {
        this.remedies = remedies;
        DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
        this.writer = mapper.writer(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
    }

    /** The languages in which an answer can be asked for. */
    public static Set<String> languages() {
        return Instructions.languages();
    }

    /** The prompt about a failure, in the failure's language. */
    public Prompt write(Failure failure) {
        Instructions instructions = Instructions.of(failure.language());
        Placeholders placeholders = Placeholders.of(failure);
        RemedyTemplate remedy =
                remedies.find(failure.rule(), instructions.language()).orElse(new RemedyTemplate("", List.of()));
        String user =
                "BEGIN DATA\n" + json(data(failure, placeholders, remedy)) + "\nEND DATA\n" + instructions.closing();
        return new Prompt(
                new Question(instructions.system(), user),
                new AnswerCheck(
                        instructions.language(),
                        placeholders.usable(),
                        remedy.error() + "\n" + String.join("\n", remedy.steps())));
    }

    private ObjectNode data(Failure failure, Placeholders placeholders, RemedyTemplate remedy) {
        Anonymiser anonymiser = Anonymiser.of(failure);
        ObjectNode data = mapper.createObjectNode();
        data.put("rule", failure.rule());
        ObjectNode remedyNode = data.putObject("remedy").put("error", remedy.error());
        remedy.steps().forEach(remedyNode.putArray("steps")::add);
        Failure.@Nullable Doc doc = failure.doc();
        if (doc != null) {
            data.putObject("field")
                    .put("path", anonymiser.hideValue(doc.field(), TEXT_LIMIT))
                    .put("text", bounded(doc.text()));
        }
        ArrayNode names = data.putArray("placeholders");
        placeholders.usable().forEach(name -> names.add("{" + name + "}"));
        Map<String, String> values = values(used(failure, remedy), placeholders, anonymiser);
        data.put("message", new Template(failure.template()).render(values));
        ObjectNode telling = data.putObject("values");
        values.forEach(telling::put);
        evidence(failure, anonymiser, data.putArray("evidence"));
        return data;
    }

    private static Set<String> used(Failure failure, RemedyTemplate remedy) {
        Set<String> used = new HashSet<>(new Template(failure.template()).names());
        used.addAll(new Template(remedy.error()).names());
        remedy.steps().forEach(step -> used.addAll(new Template(step).names()));
        return used;
    }

    private static Map<String, String> values(Set<String> used, Placeholders placeholders, Anonymiser anonymiser) {
        Map<String, String> values = placeholders.telling(used);
        values.replaceAll((name, value) -> anonymiser.hideValue(value, VALUE_LIMIT));
        if (used.contains("text") && !placeholders.text().isBlank()) {
            values.put("text", anonymiser.hide(placeholders.text(), TEXT_LIMIT));
        }
        return values;
    }

    private static void evidence(Failure failure, Anonymiser anonymiser, ArrayNode into) {
        failure.evidence().stream()
                .map(evidence -> new Said(type(evidence), anonymiser.hide(evidence.text(), EVIDENCE_LIMIT)))
                .filter(said -> !said.text().isBlank())
                .distinct()
                .limit(MOST_EVIDENCE)
                .forEach(said -> into.addObject().put("type", said.type()).put("text", said.text()));
    }

    private static String type(Evidence evidence) {
        return evidence.type().name().toLowerCase(Locale.ROOT);
    }

    private static String bounded(String text) {
        return text.length() <= DOC_LIMIT ? text : text.substring(0, DOC_LIMIT - 1) + "…";
    }

    private String json(ObjectNode data) {
        try {
            return writer.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new PromptException("cannot write the prompt's data as JSON", e);
        }
    }

    private record Said(String type, String text) {}
}
