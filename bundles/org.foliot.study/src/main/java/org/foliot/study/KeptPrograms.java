package org.foliot.study;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.foliot.program.study.PointProgram;

/**
 * Programs of the points of a study by their numbers, each compiled once, as long as there is memory to keep it. Serves any number of
 * threads: who asks for one that another thread compiles waits for that.
 */
final class KeptPrograms implements LongFunction<PointProgram> {
    private final LongFunction<PointProgram> compiler;
    private final Map<Long, Place> places = new ConcurrentHashMap<>();

    /** Where the program of one point is kept. */
    private static final class Place {
        private SoftReference<PointProgram> kept = new SoftReference<>(null);

        synchronized PointProgram get(long point, LongFunction<PointProgram> compiler) {
            PointProgram program = kept.get();
            if (program == null) {
                program = compiler.apply(point);
                kept = new SoftReference<>(program);
            }
            return program;
        }

        synchronized void put(PointProgram program) {
            kept = new SoftReference<>(program);
        }
    }

    /** None yet. */
    KeptPrograms(LongFunction<PointProgram> compiler) {
        this.compiler = compiler;
    }

    /** Keeps a program that has been compiled. */
    void keep(long point, PointProgram program) {
        place(point).put(program);
    }

    /** The program of a point. */
    @Override
    public PointProgram apply(long point) {
        return place(point).get(point, compiler);
    }

    private Place place(long point) {
        return places.computeIfAbsent(point, p -> new Place());
    }
}
