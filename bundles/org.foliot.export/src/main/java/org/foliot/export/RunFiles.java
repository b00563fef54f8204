package org.foliot.export;

import java.io.OutputStream;

/** Takes more files into a run's directory while the run goes on; they appear with it, whole or not at all. */
@FunctionalInterface
public interface RunFiles {
    /**
     * Creates a file. What cannot be written to it later is thrown as {@link ExportException}; whoever created it closes it.
     *
     * @param name relative to the directory, with {@code /}
     * @throws ExportException if it cannot be created
     */
    OutputStream create(String name);
}
