package org.foliot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.extension.Catalog;
import org.foliot.cli.FoundFiles.Found;
import org.foliot.export.RecordedRun;
import org.foliot.run.BundleUse;
import org.foliot.run.FoliotVersion;
import org.foliot.run.Manifest;
import org.foliot.run.RunSettings;
import org.foliot.run.ScenarioSource;
import org.foliot.run.comparison.Difference;
import org.foliot.run.comparison.ManifestComparison;

/**
 * A recorded run, compiled again so that it can be made once more.
 *
 * @param recorded what was recorded
 * @param compiled its scenario, compiled against what is installed now
 * @param sources the files that were compiled, by the names and paths of the recorded ones
 * @param expected the manifest that the run is going to have if it comes out as it was recorded
 * @param notes what a user should know and what makes no difference
 */
record Replay(
        RecordedRun recorded,
        CompiledFile compiled,
        List<ScenarioSource> sources,
        Manifest expected,
        List<String> notes) {
    /**
     * Compiles a recorded run: from the copies of its files that were kept with it, else from the files themselves.
     *
     * @throws UsageException when that cannot be done here at all
     */
    static Replay prepare(RecordedRun recorded, ScenarioCompiler compiler) {
        Manifest manifest = recorded.manifest();
        if (manifest.untilCondition()) {
            throw new UsageException(recorded + ": a condition that is not in its scenario could end this run;"
                    + " only the program that made it can make it again");
        }
        if (manifest.files().isEmpty()) {
            throw new UsageException(recorded + ": the manifest names no file of a scenario");
        }
        List<ScenarioSource> kept = recorded.sources();
        Path main = recorded.mainFile().orElseGet(() -> original(recorded));
        CompiledFile compiled = compiler.compile(new Found(main, true), manifest.parameters());
        List<ScenarioSource> sources = kept.isEmpty() ? compiled.sources() : kept;
        return new Replay(
                recorded,
                compiled,
                sources,
                expected(manifest, sources, compiler.catalog()),
                kept.isEmpty() ? List.of() : changedSince(recorded, kept));
    }

    private static Path original(RecordedRun recorded) {
        Path file = Path.of(recorded.manifest().files().get(0).path());
        if (!Files.exists(file)) {
            throw new UsageException(recorded + ": its scenario was not kept with it, and there is no " + file
                    + "; name the run's directory, or go to the folder from which it was run");
        }
        return file;
    }

    private static List<String> changedSince(RecordedRun recorded, List<ScenarioSource> kept) {
        List<String> notes = new ArrayList<>();
        for (ScenarioSource source : kept) {
            Path file = Path.of(source.path());
            if (Files.isRegularFile(file) && !source.text().equals(FoundFiles.read(file))) {
                notes.add(file + " has changed since the run; what is replayed is the copy in " + recorded);
            }
        }
        return notes;
    }

    /** What was recorded, with everything that determines a run as it is here and now. */
    private static Manifest expected(Manifest recorded, List<ScenarioSource> sources, Catalog installed) {
        List<BundleUse> bundles = recorded.bundles().stream()
                .map(use -> installed.find(use.kind(), use.id()).map(BundleUse::of))
                .flatMap(Optional::stream)
                .toList();
        return new Manifest(
                FoliotVersion.get(),
                recorded.scenario(),
                recorded.origin(),
                sources.stream().map(ScenarioSource::file).toList(),
                recorded.seed(),
                recorded.pairing(),
                recorded.parameters(),
                recorded.untilVerdict(),
                recorded.untilCondition(),
                recorded.ingredients(),
                bundles,
                recorded.outcome(),
                recorded.end(),
                recorded.fingerprint(),
                Manifest.Environment.current());
    }

    /** In what this machine differs from the one where it was recorded; known before it is run. */
    List<Difference> differences() {
        return ManifestComparison.of(recorded.manifest(), expected);
    }

    /** How the run is made, apart from who watches. */
    RunSettings settings() {
        Manifest manifest = recorded.manifest();
        RunSettings plain = new RunSettings()
                .withIngredients(manifest.ingredients())
                .withSources(sources)
                .paired(manifest.pairing());
        return manifest.untilVerdict() ? plain.untilItsVerdict() : plain;
    }
}
