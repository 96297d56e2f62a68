package dev.faultstream.standalone;

import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.ServiceMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command whose flags are settings, which it reads itself: one service alone, for example. */
final class ServiceCommand implements Callable<Integer> {
    private final ToIntFunction<List<String>> action;
    private List<String> arguments = new ArrayList<>();

    private ServiceCommand(ToIntFunction<List<String>> action) {
        this.action = action;
    }

    static CommandLine of(ServiceDefinition definition) {
        return of(definition.name(), definition.description(), arguments -> ServiceMain.run(definition, arguments));
    }

    /**
     * A command.
     *
     * @param action takes the arguments and gives the exit code
     */
    static CommandLine of(String name, String description, ToIntFunction<List<String>> action) {
        ServiceCommand command = new ServiceCommand(action);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage().description(description);
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("--KEY VALUE")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .setter(command.new Arguments())
                .build());
        CommandLine line = new CommandLine(spec);
        line.setUnmatchedOptionsArePositionalParams(true);
        line.setExpandAtFiles(false);
        return line;
    }

    @Override
    public Integer call() {
        return action.applyAsInt(arguments);
    }

    private final class Arguments implements ISetter {
        @Override
        @SuppressWarnings("unchecked") // the parameter is declared as a list of strings
        public <T> T set(T value) {
            arguments = value == null ? List.of() : List.copyOf((List<String>) value);
            return value;
        }
    }
}
