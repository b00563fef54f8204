package org.foliot.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Values that the command line gives to the parameters of a scenario. */
final class ParameterSettings {
    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Set a parameter of the scenario; the value is written as in a scenario.")
    private Map<String, String> values = new LinkedHashMap<>();

    Map<String, String> values() {
        return Map.copyOf(values);
    }
}
