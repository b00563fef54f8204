package org.foliot.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path temp;

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    private static void write(RunDirectories directories, Path path) throws IOException {
        try (RunDirectory directory = directories.open(path, Results.SOURCES)) {
            OutputStream trace = directory.files().create("traces/web/stream");
            for (int i = 0; i < 100; i++) {
                directory.segment(Results.VCPU, i, i + 1, i % 2 == 0 ? "running" : "waiting");
                trace.write(i);
            }
            trace.close();
            directory.complete(Results.failed("a"));
        }
    }

    @Test
    void aSavedGuestIsKeptAsTheLastFileOfItsName() throws Exception {
        RunDirectories directories = new RunDirectories(temp.resolve("out"));
        try (RunDirectory run = directories.open(directories.reserve("a"), Results.SOURCES)) {
            run.saved("web", "base", new byte[] {1});
            run.saved("web", "base", new byte[] {2, 3});
            run.complete(Results.failed("a"));
        }

        assertThat(temp.resolve("out/a/web.base.vm")).hasBinaryContent(new byte[] {2, 3});
    }

    @Test
    void appearsWholeUnderItsName() throws Exception {
        RunDirectories directories = new RunDirectories(temp.resolve("out"));
        write(directories, directories.reserve("a"));
        assertThat(names(temp.resolve("out"))).containsExactly("a");
        assertThat(names(temp.resolve("out/a")))
                .containsExactly(
                        "events.csv",
                        "junit.xml",
                        "manifest.json",
                        "metrics.csv",
                        "result.json",
                        "scenario",
                        "segments.csv",
                        "traces");
        assertThat(temp.resolve("out/a/traces/web/stream")).hasSize(100);
        assertThat(Files.readAllLines(temp.resolve("out/a/segments.csv"))).hasSize(101);
    }

    @Test
    void isHiddenUntilItIsComplete() throws Exception {
        RunDirectories directories = new RunDirectories(temp);
        try (RunDirectory directory = directories.open(directories.reserve("a"), Results.SOURCES)) {
            assertThat(Files.exists(directory.path())).isFalse();
            assertThat(names(temp))
                    .singleElement()
                    .satisfies(n -> assertThat(n).startsWith(".a.").endsWith(".part"));
        }
        assertThat(names(temp)).isEmpty();
    }

    @Test
    void nothingThatIsThereIsReplaced() throws Exception {
        for (int i = 0; i < 3; i++) {
            RunDirectories directories = new RunDirectories(temp);
            write(directories, directories.reserve("a"));
        }
        assertThat(names(temp)).containsExactly("a", "a-2", "a-3");
    }

    @Test
    void namesAreGivenInTheOrderOfReservation() {
        RunDirectories directories = new RunDirectories(temp);
        assertThat(directories.reserve("a")).isEqualTo(temp.resolve("a"));
        assertThat(directories.reserve("a")).isEqualTo(temp.resolve("a-2"));
        assertThat(directories.reserve("../x y")).isEqualTo(temp.resolve(".._x_y"));
    }

    @Test
    void theSameResultGivesTheSameBytes() throws Exception {
        RunDirectories directories = new RunDirectories(temp);
        write(directories, directories.reserve("a"));
        write(directories, directories.reserve("a"));
        try (Stream<Path> files = Files.walk(temp.resolve("a"))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSize(9);
            for (Path file : all) {
                Path name = temp.resolve("a").relativize(file);
                assertThat(temp.resolve("a-2").resolve(name)).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws Exception {
        Path leftover = Files.createDirectories(temp.resolve(".a.999999999.part"));
        Files.writeString(leftover.resolve("segments.csv"), "half");
        Path running = Files.createDirectories(
                temp.resolve(".b." + ProcessHandle.current().pid() + ".part"));
        new RunDirectories(temp);
        assertThat(leftover).doesNotExist();
        assertThat(running).exists();
    }

    /** A disk that takes so many bytes and operations and no more. */
    private static final class FullDisk implements Disk {
        private long room;

        FullDisk(long room) {
            this.room = room;
        }

        private void take(long amount) throws IOException {
            room -= amount;
            if (room < 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public OutputStream create(Path file) throws IOException {
            take(1);
            return new FilterOutputStream(Disk.REAL.create(file)) {
                @Override
                public void write(int b) throws IOException {
                    take(1);
                    out.write(b);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    take(length);
                    out.write(bytes, from, length);
                }
            };
        }

        @Override
        public void sync(Path file) throws IOException {
            take(1);
            Disk.REAL.sync(file);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            take(1);
            Disk.REAL.rename(from, to);
        }
    }

    @Test
    void aFullDiskLeavesNothingWhereverItStrikes() throws Exception {
        int failures = 0;
        for (long room = 0; ; room += room < 3 ? 1 : 293) {
            RunDirectories directories = new RunDirectories(temp, new FullDisk(room));
            Path path = directories.reserve("a");
            try {
                write(directories, path);
                break;
            } catch (ExportException e) {
                failures++;
                assertThat(e).hasMessage("cannot write " + path + ": No space left on device");
                assertThat(names(temp)).isEmpty();
            }
        }
        assertThat(failures).isGreaterThan(20);
        assertThat(names(temp)).containsExactly("a");
    }

    @Test
    void aSingleFileIsWholeOrAsItWas() throws Exception {
        Path file = Files.writeString(temp.resolve("result.json"), "before");
        WholeFile.Content content = out -> out.write("x".repeat(10_000));
        for (long room = 0; room < 10_000; room += 997) {
            Disk full = new FullDisk(room);
            assertThatThrownBy(() -> WholeFile.write(file, content, full))
                    .isInstanceOf(ExportException.class)
                    .hasMessage("cannot write " + file + ": No space left on device");
            assertThat(names(temp)).containsExactly("result.json");
            assertThat(file).hasContent("before");
        }
        WholeFile.write(file, content);
        assertThat(names(temp)).containsExactly("result.json");
        assertThat(file).hasSize(10_000);
    }

    @Test
    void aFullDeviceOfLinuxIsReported() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Disk disk = new Disk() {
            @Override
            public OutputStream create(Path file) throws IOException {
                Files.createFile(file);
                return Files.newOutputStream(full);
            }

            @Override
            public void sync(Path file) throws IOException {
                Disk.REAL.sync(file);
            }

            @Override
            public void rename(Path from, Path to) throws IOException {
                Disk.REAL.rename(from, to);
            }
        };
        RunDirectories directories = new RunDirectories(temp, disk);
        Path path = directories.reserve("a");
        assertThatThrownBy(() -> write(directories, path))
                .isInstanceOf(ExportException.class)
                .hasMessage("cannot write " + path + ": No space left on device");
        assertThat(path).doesNotExist();
    }

    @Test
    void aParentThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertThatThrownBy(() -> new RunDirectories(file))
                .isInstanceOf(ExportException.class)
                .hasMessage("cannot write " + file + ": " + file + " is there already and is no directory");
    }

    @Test
    void aParentThatCannotBeWrittenIsRefused() throws Exception {
        Path locked = Files.createDirectory(temp.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false));
        assumeTrue(!Files.isWritable(locked), "the superuser may write anywhere");
        assertThatThrownBy(() -> new RunDirectories(locked))
                .isInstanceOf(ExportException.class)
                .hasMessage("cannot write " + locked + ": permission denied");
    }
}
