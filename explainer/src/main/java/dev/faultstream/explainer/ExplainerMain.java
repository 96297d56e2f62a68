package dev.faultstream.explainer;

import dev.faultstream.service.ServiceMain;

/** Runs the explainer as a process. */
public final class ExplainerMain {
    private ExplainerMain() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        ServiceMain.exit(new ExplainerDefinition(), arguments);
    }
}
