/** What a rule sees and says: the view of a cluster, findings, and the rule itself. Rules know nothing else. */
@NullMarked
package dev.faultstream.analyzer.api;

import org.jspecify.annotations.NullMarked;
