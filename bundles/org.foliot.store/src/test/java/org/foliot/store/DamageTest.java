package org.foliot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.foliot.store.StoreException.Problem;

/** A disk changes what was written: it is told, or it does not matter; and what can be read can be saved. */
class DamageTest {
    private static final int RUNS = 300;

    private static Path folder;
    private static Path file;
    private static byte[] sound;
    private static String csv;

    @BeforeContainer
    static void makeASoundStore() throws IOException {
        folder = Files.createTempDirectory("damage");
        file = folder.resolve("runs.db");
        try (RunStore store = StoreFile.open(file)) {
            store.describe(Runs.STUDY, Runs.plan(RUNS));
            store.add(Runs.runs(0, RUNS));
            csv = csv(store);
        }
        sound = Files.readAllBytes(file);
    }

    @AfterContainer
    static void clean() throws IOException {
        removeAll();
        Files.delete(folder);
    }

    private static void removeAll() throws IOException {
        try (var left = Files.newDirectoryStream(folder)) {
            for (Path path : left) {
                Files.delete(path);
            }
        }
    }

    private static String csv(RunStore store) throws IOException {
        StringWriter out = new StringWriter();
        store.writeCsv("cost", out);
        return out.toString();
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void aChangedByteIsRecognisedOrHarmless(
            @ForAll @IntRange(max = 1 << 20) int place, @ForAll @IntRange(min = 1, max = 255) int change)
            throws IOException {
        byte[] damaged = sound.clone();
        damaged[place % damaged.length] ^= (byte) change;
        recognisedOrHarmless(damaged);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void aWipedPageIsRecognisedOrHarmless(@ForAll @IntRange(max = 1000) int page, @ForAll byte filling)
            throws IOException {
        byte[] damaged = sound.clone();
        int from = page * Schema.PAGE % damaged.length;
        Arrays.fill(damaged, from, from + Schema.PAGE, filling);
        recognisedOrHarmless(damaged);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void aTruncatedFileIsRecognised(@ForAll @IntRange(min = 1, max = 1 << 20) int length) throws IOException {
        byte[] damaged = Arrays.copyOf(sound, 1 + length % (sound.length - 1));
        Files.write(file, damaged);
        assertThatThrownBy(() -> StoreFile.open(file)).isInstanceOf(StoreException.class);
        savedRunsAreTrue(damaged);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void whatIsSavedIsTrue(@ForAll @IntRange(max = 1 << 20) int place, @ForAll @IntRange(min = 1, max = 50) int length)
            throws IOException {
        byte[] damaged = sound.clone();
        int from = place % damaged.length;
        Arrays.fill(damaged, from, Math.min(damaged.length, from + length), (byte) place);
        assertThat(savedRunsAreTrue(damaged)).isBetween(0, RUNS);
    }

    @Example
    void aStoreWithoutItsFirstPageLosesNoRun() throws IOException {
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, 0, Schema.PAGE, (byte) 0x55);
        assertThat(savedRunsAreTrue(damaged)).isEqualTo(RUNS);
        try (RunStore store = StoreFile.read(file)) {
            assertThat(csv(store)).isEqualTo(csv);
        }
    }

    @Example
    void aPageOfRunsOnlyCostsTheRunsOnIt() throws IOException {
        removeAll();
        Files.write(file, sound);
        List<Integer> leaves = leavesOf("run");
        assertThat(leaves).hasSizeGreaterThan(5);
        for (int leaf : List.of(leaves.get(0), leaves.get(3), leaves.get(leaves.size() - 1))) {
            byte[] damaged = sound.clone();
            Arrays.fill(damaged, (leaf - 1) * Schema.PAGE, leaf * Schema.PAGE, (byte) 0);
            assertThat(savedRunsAreTrue(damaged)).isBetween(RUNS - Schema.PAGE / 60, RUNS - 1);
        }
    }

    /** Numbers of pages, from 1. */
    private static List<Integer> leavesOf(String table) {
        try (SqliteStore store = (SqliteStore) StoreFile.open(file)) {
            return store.database().query(() -> {
                List<Integer> pages = new ArrayList<>();
                try (Statement statement = store.database().connection().createStatement();
                        ResultSet result = statement.executeQuery("SELECT pageno FROM dbstat WHERE name = '" + table
                                + "' AND pagetype = 'leaf' ORDER BY path")) {
                    while (result.next()) {
                        pages.add(result.getInt(1));
                    }
                }
                return pages;
            });
        }
    }

    private static void recognisedOrHarmless(byte[] damaged) throws IOException {
        removeAll();
        Files.write(file, damaged);
        try (RunStore store = StoreFile.open(file)) {
            Set<RunKey> present = store.present(Runs.keys(0, RUNS), Set.of("overhead", "stolen"));
            assertThat(new HashSet<>(Runs.keys(0, RUNS))).containsAll(present);
            assertThat(csv(store)).isEqualTo(csv);
            assertThat(store.check()).isEqualTo(RUNS);
        } catch (StoreException told) {
            assertThat(told.problem()).isIn(Problem.DAMAGED, Problem.NEWER, Problem.FOREIGN);
            assertThat(file).hasBinaryContent(damaged);
        }
    }

    /** How many were saved. */
    private static int savedRunsAreTrue(byte[] damaged) throws IOException {
        removeAll();
        Files.write(file, damaged);
        Salvage salvage = StoreFile.salvage(file);
        assertThat(salvage.old()).hasBinaryContent(damaged);
        int found = 0;
        try (RunStore store = StoreFile.open(file)) {
            for (int i = 0; i < RUNS; i++) {
                Optional<StoredRun> run = store.find(Runs.key(i));
                if (run.isPresent()) {
                    assertThat(run).contains(Runs.run(i));
                    found++;
                }
            }
            assertThat(store.size()).isEqualTo(found).isEqualTo(salvage.runs());
        }
        return found;
    }
}
