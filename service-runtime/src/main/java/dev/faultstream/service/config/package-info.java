/** Configuration by a table of keys: one table says how every key is read, checked and documented. */
@NullMarked
package dev.faultstream.service.config;

import org.jspecify.annotations.NullMarked;
