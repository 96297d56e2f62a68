/** What workloads want: their pod templates, how many pods they are to have, and how they roll out. */
@NullMarked
package dev.faultstream.analyzer.rules.template;

import org.jspecify.annotations.NullMarked;
