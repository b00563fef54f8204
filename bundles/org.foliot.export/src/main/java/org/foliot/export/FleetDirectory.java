package org.foliot.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.foliot.admission.Fleet;

/** A fleet as files: {@code fleet.json} and {@code fleet.svg}. */
public final class FleetDirectory {
    private FleetDirectory() {}

    /**
     * Writes both files, and makes the directory if it is not there.
     *
     * @throws ExportException if that is not possible
     */
    public static void write(Fleet fleet, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new ExportException(directory, e);
        }
        WholeFile.write(directory.resolve("fleet.json"), writer -> FleetDocument.write(fleet, writer));
        WholeFile.write(directory.resolve("fleet.svg"), writer -> FleetPicture.write(fleet, writer));
    }
}
