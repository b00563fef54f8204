package org.foliot.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.foliot.program.GuestDescription;
import org.foliot.program.ProcessDescription;
import org.foliot.program.Program;

/** Knows the processes of all guests by the numbers that observations have of them: their places in the scenario. */
final class ProcessNames {
    private final Map<String, List<String>> ofGuest = new HashMap<>();

    ProcessNames(Program program) {
        for (GuestDescription guest : program.guests()) {
            ofGuest.put(
                    guest.name(),
                    guest.processes().stream().map(ProcessDescription::name).toList());
        }
    }

    /**
     * The name of a process.
     *
     * @param number from 0
     */
    String of(String guest, long number) {
        return ofGuest.get(guest).get((int) number);
    }
}
