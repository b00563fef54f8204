package org.foliot.run;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.foliot.admission.Fleet;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.program.Program;
import org.foliot.run.session.Faults;
import org.foliot.run.world.InvalidProgramException;
import org.foliot.run.world.Inventory;
import org.foliot.run.world.World;

/** Finds out which hosts of scenarios can take which of their guests, without running them. */
public final class FleetSurvey {
    /**
     * Looks at the hosts and guests of scenarios as one fleet.
     *
     * @param programs one or more; where there are several, what they declare is named {@code scenario.name}
     * @param catalog what is installed
     * @param jobs how many threads compare; the result does not depend on it
     * @throws IllegalArgumentException when two of them declare one erratum in different ways, or have one name, or need what
     *     is not installed
     * @throws FleetException when an extension fails that one of them uses
     */
    public Fleet survey(List<Program> programs, Catalog catalog, int jobs) throws InterruptedException {
        Map<Program, UnaryOperator<String>> names = new LinkedHashMap<>();
        Map<Program, Boolean> seen = new IdentityHashMap<>();
        for (Program program : programs) {
            seen.put(program, true);
            names.put(program, programs.size() == 1 ? n -> n : n -> program.name() + "." + n);
        }
        if (names.size() < seen.size()) {
            throw new IllegalArgumentException("one scenario is named twice");
        }
        try {
            return new Inventory(names, catalog).survey(jobs);
        } catch (InvalidProgramException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (RuntimeException | Error e) { // an extension can throw anything
            List<InstalledExtension> used = programs.stream()
                    .flatMap(p -> World.used(p, catalog).stream())
                    .distinct()
                    .toList();
            RunError error = Faults.of(e, used, OptionalLong.empty());
            if (error.culprit().isPresent()) {
                throw new FleetException(error, e);
            }
            throw e;
        }
    }
}
