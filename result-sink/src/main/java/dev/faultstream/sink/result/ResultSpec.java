package dev.faultstream.sink.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * The {@code spec} of a Result. Every field is required by the CRD, so that none is ever left out.
 *
 * @param backend the configured backend
 * @param kind the kind of the broken object
 * @param name {@code namespace/name} of the broken object, {@code name} when it is cluster-scoped
 * @param error what is wrong, one sentence a finding; never with the clear text of masked values
 * @param details {@code Error: … Solution: …}
 * @param parentObject {@code Kind/name} of the resource that a person would fix
 * @param autoRemediationStatus always empty
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ResultSpec(
        String backend,
        String kind,
        String name,
        List<ErrorText> error,
        String details,
        String parentObject,
        Map<String, Object> autoRemediationStatus) {
    ResultSpec {
        error = List.copyOf(error);
        autoRemediationStatus = Map.copyOf(autoRemediationStatus);
    }

    record ErrorText(String text) {}
}
