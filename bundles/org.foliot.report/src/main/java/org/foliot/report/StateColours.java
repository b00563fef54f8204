package org.foliot.report;

import java.util.ArrayList;
import java.util.List;
import org.foliot.report.RunFacts.GuestFact;

/** The colours of a lane: of a vCPU's by its states, of a processor's by whom it runs. The page has the same in its theme. */
final class StateColours {
    /** A state with its colour and how people call it. */
    record Entry(String state, String colour, String word) {}

    static final String TASK = "#8c959f";
    static final String IDLE = "#e8ebef";
    static final List<Entry> VCPU = List.of(
            new Entry("running", "#0072b2", "vCPU running"),
            new Entry("waiting", "#d55e00", "stolen (waiting)"),
            new Entry("in_host", "#3d444d", "in the host"),
            new Entry("paused", "#cc79a7", "paused"),
            new Entry("idle", "#d8dee4", "idle"));

    private static final List<String> GUESTS =
            List.of("#009e73", "#56b4e9", "#e69f00", "#b8a900", "#00796b", "#7a5195");

    private final boolean vcpu;
    private final List<Entry> entries;
    private final List<GuestFact> guests;

    private StateColours(boolean vcpu, List<Entry> entries, List<GuestFact> guests) {
        this.vcpu = vcpu;
        this.entries = entries;
        this.guests = guests;
    }

    static String ofGuest(int number) {
        return GUESTS.get(number % GUESTS.size());
    }

    static StateColours of(Lane lane, List<GuestFact> guests) {
        if (lane.isVcpu()) {
            return new StateColours(true, VCPU, guests);
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < guests.size(); i++) {
            entries.add(new Entry(
                    guests.get(i).name(), ofGuest(i), "guest " + guests.get(i).name()));
        }
        entries.add(new Entry("task", TASK, "host tasks"));
        entries.add(new Entry("idle", IDLE, "nothing"));
        return new StateColours(false, entries, guests);
    }

    int count() {
        return entries.size();
    }

    String colour(int place) {
        return entries.get(place).colour();
    }

    String word(int place) {
        return entries.get(place).word();
    }

    /** Where a state is among the colours, -1 for states that are not drawn: offline, and what is not known. */
    int place(String state) {
        if (vcpu) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).state().equals(state)) {
                    return i;
                }
            }
            return -1;
        }
        if (state.equals("idle")) {
            return guests.size() + 1;
        }
        if (state.equals("offline") || state.equals(Lane.UNKNOWN)) {
            return -1;
        }
        int vcpuOf = state.indexOf(".vcpu[");
        for (int i = 0; vcpuOf > 0 && i < guests.size(); i++) {
            if (guests.get(i).name().equals(state.substring(0, vcpuOf))) {
                return i;
            }
        }
        return guests.size();
    }
}
