package org.foliot.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.foliot.api.extension.Catalog;
import org.foliot.catalog.CatalogSource;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.run.Cancellation;
import org.foliot.study.FinishedRun;
import org.foliot.study.RunRequest;
import org.foliot.study.StudyCopy;
import org.foliot.study.StudySource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes runs in an executor: takes a study and requests as bytes, gives what they came to in the same order. Keeps the study
 * that it was asked for last, since one executor serves one study. May be called from any thread.
 */
@Component(service = BiFunction.class, property = "org.foliot.cluster=runs")
public final class StudyRuns implements BiFunction<byte[], List<byte[]>, List<byte[]>> {
    private final BundleContext context;
    private final CatalogSource installed;
    private byte[] known = {};
    private StudyCopy study;

    /** Runs with what is installed. */
    @Activate
    public StudyRuns(BundleContext context, @Reference CatalogSource installed) {
        this.context = context;
        this.installed = installed;
    }

    @Override
    public List<byte[]> apply(byte[] source, List<byte[]> requests) {
        StudyCopy copy = study(source);
        List<byte[]> made = new ArrayList<>();
        for (byte[] request : requests) {
            FinishedRun run = copy.run(Wire.value(request, RunRequest.class), new Cancellation());
            made.add(Wire.bytes(run));
        }
        return made;
    }

    private synchronized StudyCopy study(byte[] source) {
        if (study == null || !Arrays.equals(known, source)) {
            Catalog catalog = installed.snapshot();
            StudySource read = Wire.value(source, StudySource.class);
            try {
                File storage = context.getDataFile("");
                Path folder = Files.createTempDirectory(storage.toPath(), "study");
                study = StudyCopy.of(read, folder, FoliotLanguage.create(() -> catalog), catalog);
                known = source;
            } catch (IOException e) {
                throw new UncheckedIOException("the study cannot be written on an executor: " + e.getMessage(), e);
            }
        }
        return study;
    }
}
