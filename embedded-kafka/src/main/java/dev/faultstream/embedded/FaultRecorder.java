package dev.faultstream.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports a fatal fault of the broker to its owner, where a broker of its own process would halt that process. */
final class FaultRecorder implements FaultHandlerFactory {

    private static final Logger LOGGER = LoggerFactory.getLogger(FaultRecorder.class);

    private final CompletableFuture<Throwable> firstFatal = new CompletableFuture<>();

    CompletionStage<Throwable> firstFatal() {
        return firstFatal.minimalCompletionStage();
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            FaultHandlerException fault = new FaultHandlerException(name + ": " + message, cause);
            LOGGER.atError()
                    .addKeyValue("component", name)
                    .addKeyValue("fatal", fatal)
                    .setCause(fault)
                    .log("The embedded broker has a fault");
            action.run();
            if (fatal) {
                firstFatal.complete(fault);
            }
            return fault;
        };
    }
}
