package org.foliot.run;

import java.util.List;
import org.foliot.api.extension.Catalog;
import org.foliot.program.Program;
import org.foliot.run.session.Session;
import org.foliot.run.session.Supervisor;
import org.foliot.run.world.World;

/**
 * Runs compiled scenarios. Has no state: one runner may run any number of programs, on any number of threads at once.
 *
 * <p>Extensions are found in the catalogue by the ids that the program names. One that is missing, throws, or answers with
 * nonsense costs its run and nothing else: the result has an error that names the bundle and the call. So does one that does
 * not return: every run has a thread of its own, which is given up.
 */
public final class Runner {
    /**
     * Runs a program.
     *
     * @param seed from which all random streams of the run are derived
     * @param catalog what is installed
     * @param settings who watches, and how long it goes on
     * @return what came out, whatever went wrong
     * @throws RuntimeException only what the sink threw
     */
    public RunResult run(Program program, long seed, Catalog catalog, RunSettings settings) {
        Session session = new Session(program, seed, settings);
        new Supervisor(session, catalog, settings).run();
        Manifest manifest = new Manifest(
                FoliotVersion.get(),
                program.name(),
                program.origin(),
                settings.sources().stream().map(ScenarioSource::file).toList(),
                seed,
                settings.pairing(),
                program.parameters(),
                settings.untilVerdict(),
                settings.until().isPresent(),
                settings.ingredients(),
                World.bundles(program, catalog),
                session.outcome(),
                session.instant(),
                session.fingerprint(),
                Manifest.Environment.current());
        return new RunResult(
                program,
                session.outcome(),
                session.instant(),
                session.verdicts(),
                session.refusals(),
                session.metrics(),
                session.measurements(),
                session.error(),
                session.events(),
                manifest);
    }

    /** The extensions that a run of a program uses, as far as they are installed: what its manifest says of them. */
    public List<BundleUse> bundles(Program program, Catalog catalog) {
        return World.bundles(program, catalog);
    }
}
