package org.foliot.run.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.foliot.machine.HostThread;
import org.foliot.program.SubjectRef;
import org.foliot.run.RunSink;
import org.foliot.run.world.GuestUnit;
import org.foliot.run.world.HostUnit;
import org.foliot.run.world.World;

/** Knows the threads of all hosts by the numbers that they have there. A number is never given to a second thread. */
final class ThreadRegister implements RunSink.ThreadNames {
    /**
     * A thread that was named once.
     *
     * @param subject what it is
     * @param path the same as a scenario writes it
     */
    private record Named(Optional<SubjectRef> subject, String path) {}

    private final World world;
    private final SubjectRef[] subjects;
    private final Map<String, Map<Long, Named>> known = new HashMap<>();

    ThreadRegister(World world, SubjectRef[] subjects) {
        this.world = world;
        this.subjects = subjects;
    }

    @Override
    public Optional<SubjectRef> thread(String host, long number) {
        return named(host, number).subject();
    }

    /** The path of a thread. */
    String path(String host, long number) {
        return named(host, number).path();
    }

    private Named named(String host, long number) {
        Map<Long, Named> ofHost = known.computeIfAbsent(host, h -> new HashMap<>());
        Named named = ofHost.get(number);
        if (named == null) {
            Optional<SubjectRef> found = find(host, number);
            named = new Named(found, found.map(SubjectRef::toString).orElse("thread " + number));
            if (found.isPresent()) {
                ofHost.put(number, named);
            }
        }
        return named;
    }

    private Optional<SubjectRef> find(String host, long number) {
        HostUnit unit = world.hosts().get(host);
        Stream<HostThread> tasks = unit.host().tasks().stream().map(t -> t);
        Stream<HostThread> vcpus = world.guests().values().stream()
                .map(GuestUnit::vm)
                .filter(vm -> vm.host().filter(h -> h == unit.host()).isPresent())
                .flatMap(vm -> vm.vcpus().stream());
        return Stream.concat(tasks, vcpus)
                .filter(t -> t.number().isPresent() && t.number().getAsInt() == number)
                .findFirst()
                .map(t -> subjects[t.subject()]);
    }
}
