/** Rules about CronJobs and their schedules. */
@NullMarked
package dev.faultstream.analyzer.rules.cronjob;

import org.jspecify.annotations.NullMarked;
