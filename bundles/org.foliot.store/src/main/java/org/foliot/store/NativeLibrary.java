package org.foliot.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foliot.store.StoreException.Problem;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads the native part of SQLite and leaves no file behind.
 *
 * <p>The driver unpacks its library into a temporary folder and deletes it when the JVM ends in an orderly way. A study may be
 * killed a hundred times, and each would leave a megabyte. So the library goes into a folder of its own that nobody else can
 * write, and is deleted as soon as it is loaded: what is mapped does not need its name. Where the system insists on the name,
 * the driver's way remains.
 */
final class NativeLibrary {
    private static final String FOLDER_PROPERTY = "org.sqlite.tmpdir";

    /** Where the driver reports what an exception tells as well, with stack traces on a terminal. */
    private static final Logger DRIVER = Logger.getLogger("org.sqlite");

    private static boolean loaded;

    private NativeLibrary() {}

    /** Loads it, the first time that it is called. */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        String before = System.getProperty(FOLDER_PROPERTY);
        Path folder = null;
        Level level = DRIVER.getLevel();
        DRIVER.setLevel(Level.OFF);
        try {
            folder = Files.createTempDirectory("foliot-sqlite");
            System.setProperty(FOLDER_PROPERTY, folder.toString());
            SQLiteJDBCLoader.initialize();
            loaded = true;
        } catch (Exception | LinkageError wrong) {
            throw new StoreException(
                    Problem.INACCESSIBLE,
                    "cannot load SQLite's library from the folder for temporary files, "
                            + System.getProperty("java.io.tmpdir")
                            + ": " + wrong.getMessage()
                            + "; name another with FOLIOT_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                    wrong);
        } finally {
            DRIVER.setLevel(level);
            if (before == null) {
                System.clearProperty(FOLDER_PROPERTY);
            } else {
                System.setProperty(FOLDER_PROPERTY, before);
            }
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException inUse) {
            folder.toFile().deleteOnExit();
        }
    }
}
