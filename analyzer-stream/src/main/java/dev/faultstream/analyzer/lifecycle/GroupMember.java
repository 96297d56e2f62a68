package dev.faultstream.analyzer.lifecycle;

import dev.faultstream.analyzer.api.Finding;
import java.util.List;

/**
 * A finding within its group.
 *
 * @param finding the finding
 * @param causes failure ids that may explain it, by place, best first
 */
record GroupMember(Finding finding, List<List<String>> causes) {
    GroupMember {
        causes = List.copyOf(causes);
    }
}
