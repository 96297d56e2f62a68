package dev.faultstream.standalone;

import dev.faultstream.service.metrics.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** Tells what runs. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"faultstream " + BuildInfo.version()};
    }
}
