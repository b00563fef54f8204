package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.OptionException;
import org.foliot.api.workload.Program;
import org.foliot.api.workload.ProgramKind;
import org.foliot.api.workload.Programs;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Disciplining;
import org.foliot.dsl.foliot.Monitoring;
import org.foliot.dsl.foliot.OptionBlock;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.messages.Spelling;

/** Finds the programs that processes are in the catalogue, and reads their options. */
final class ProgramResolver {
    private final Values values;
    private final Options options;
    private final Findings findings;

    ProgramResolver(Values values, Options options, Findings findings) {
        this.values = values;
        this.options = options;
        this.findings = findings;
    }

    /** The program that a process is which monitors. */
    Optional<Program> monitor(Monitoring statement) {
        return program(
                statement, statement.getKind(), statement.getOptions(), Programs.monitors(), "monitor", "monitors");
    }

    /** The program that a process is which keeps the guest's clock. */
    Optional<Program> discipline(Disciplining statement) {
        return program(
                statement,
                statement.getKind(),
                statement.getOptions(),
                Programs.disciplines(),
                "discipline",
                "disciplines");
    }

    private Optional<Program> program(
            EObject statement,
            WordValue word,
            OptionBlock block,
            List<ProgramKind> kinds,
            String what,
            String severalOfIt) {
        Optional<Literal> name = word == null ? Optional.empty() : values.literal(word);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProgramKind> kind =
                kinds.stream().filter(k -> k.name().equals(name.get().text())).findFirst();
        if (kind.isEmpty()) {
            List<String> names = kinds.stream().map(ProgramKind::name).toList();
            findings.error(
                    Codes.WORD_UNKNOWN,
                    word,
                    null,
                    "there is no " + what + " " + name.get().source(),
                    Spelling.remedy(name.get().text(), names, severalOfIt),
                    Spelling.nearest(name.get().text(), names));
            return Optional.empty();
        }
        SortedMap<String, String> settings =
                options.read(block, kind.get().schema(), kind.get().name());
        try {
            return Optional.of(kind.get().program(settings));
        } catch (OptionException e) {
            findings.error(
                    Codes.OPTION_VALUE,
                    block == null ? statement : block,
                    kind.get().name() + ": " + e.getMessage(),
                    "set the option otherwise, or leave it out");
            return Optional.empty();
        }
    }
}
