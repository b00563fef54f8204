package org.foliot.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.foliot.api.extension.Catalog;
import org.foliot.compiler.CompiledStudy;
import org.foliot.compiler.PointCompilation;
import org.foliot.dsl.Diagnostic;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.program.Program;
import org.foliot.program.study.PointProgram;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyPoint;
import org.foliot.run.BundleUse;
import org.foliot.run.Runner;
import org.foliot.store.RunKey;

/** Which runs a study consists of: its points, each compiled, and the key of every replication. */
public final class StudyPlan {
    private static final int MOST_ERRORS = 10;

    private final Study study;
    private final KeptPrograms programs;
    private final List<StudyPoint> points;
    private final List<RunKeys> keys;
    private final Seeds seeds;
    private final StudyResults.Origin origin;

    /**
     * What came of planning.
     *
     * @param plan absent exactly when there is an error
     * @param errors what is wrong with the scenario at points of the study, of the first points where something is
     */
    public record Outcome(Optional<StudyPlan> plan, List<Diagnostic> errors) {
        public Outcome {
            errors = List.copyOf(errors);
        }
    }

    private StudyPlan(
            Study study,
            KeptPrograms programs,
            List<StudyPoint> points,
            List<RunKeys> keys,
            StudyResults.Origin origin) {
        this.study = study;
        this.programs = programs;
        this.points = List.copyOf(points);
        this.keys = List.copyOf(keys);
        this.seeds = new Seeds(origin.seed(), study.commonSeeds());
        this.origin = origin;
    }

    /**
     * Plans a study: compiles its scenario at every point.
     *
     * @param seed from which the seeds of replications are derived
     */
    public static Outcome of(CompiledStudy compiled, Catalog catalog, long seed) {
        return of(compiled.study(), compiled::compile, p -> new Runner().bundles(p, catalog), seed);
    }

    static Outcome of(
            Study study,
            Function<StudyPoint, PointCompilation> compiler,
            Function<Program, List<BundleUse>> bundles,
            long seed) {
        StudyPoints chosen = StudyPoints.of(study);
        List<StudyPoint> points = chosen.all().toList();
        KeptPrograms programs = new KeptPrograms(n -> program(compiler.apply(chosen.at(n))));
        List<RunKeys> keys = new ArrayList<>();
        List<Diagnostic> errors = new ArrayList<>();
        Set<BundleUse> all = new TreeSet<>(Comparator.comparing(BundleUse::kind).thenComparing(BundleUse::id));
        for (StudyPoint point : points) {
            PointCompilation at = compiler.apply(point);
            if (at.program().isPresent()) {
                PointProgram program = at.program().get();
                programs.keep(point.number(), program);
                List<BundleUse> used = bundles.apply(program.program());
                keys.add(new RunKeys(program, study, used));
                all.addAll(used);
            } else {
                errors.addAll(at.errors());
                if (errors.size() >= MOST_ERRORS) {
                    break;
                }
            }
        }
        Optional<StudyPlan> plan = errors.isEmpty()
                ? Optional.of(
                        new StudyPlan(study, programs, points, keys, new StudyResults.Origin(seed, List.copyOf(all))))
                : Optional.empty();
        return new Outcome(plan, errors);
    }

    /** What is planned. */
    public Study study() {
        return study;
    }

    /** What its runs are made from, besides the scenario. */
    public StudyResults.Origin origin() {
        return origin;
    }

    /** The points, in the order of the study. */
    public List<StudyPoint> points() {
        return points;
    }

    /** 2 where replications are pairs, else 1. */
    public int runsPerReplication() {
        return study.antithetic() ? 2 : 1;
    }

    private static PointProgram program(PointCompilation at) {
        return at.program().orElseThrow(() -> new StudyException(at.errors().toString()));
    }

    /** The program of a point, as it was planned; for those who make the runs. Serves any number of threads. */
    public PointProgram program(long number) {
        return programs.apply(number);
    }

    /** The seed of a replication. */
    public long seed(int point, int replication) {
        return seeds.of(points.get(point), replication);
    }

    /**
     * The runs of a replication: one, or a pair.
     *
     * @param point place of the point in {@link #points()}
     * @param replication from 0
     */
    public List<RunRequest> replication(int point, int replication) {
        return study.antithetic()
                ? List.of(request(point, replication, Pairing.ORIGINAL), request(point, replication, Pairing.MIRRORED))
                : List.of(request(point, replication, Pairing.NONE));
    }

    private RunRequest request(int point, int replication, Pairing pairing) {
        long seed = seed(point, replication);
        RunKey key = keys.get(point).of(seed, pairing);
        return new RunRequest(key.digest(), points.get(point).number(), replication, seed, pairing);
    }
}
