package org.foliot.dsl.resource;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.EObjectDescription;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.IResourceDescription.Delta;
import org.eclipse.xtext.resource.IResourceDescriptions;
import org.eclipse.xtext.resource.impl.DefaultResourceDescriptionManager;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.ScenarioFile;

/**
 * Knows from the index which files a file imports, so that an editor looks at a file again when one of them changes.
 *
 * <p>A file is described with the addresses of its imports, whether there is anything or not: one that appears matters too.
 */
public class Imports extends DefaultResourceDescriptionManager {
    private static final QualifiedName NAME = QualifiedName.create("import");
    private static final String ADDRESSES = "addresses";

    /** The entry of a file in the index, absent for one that imports nothing. */
    static Optional<IEObjectDescription> describe(ScenarioFile file) {
        String addresses = file.getImports().stream()
                .flatMap(i -> ImportedFiles.address(i).stream())
                .map(URI::toString)
                .collect(Collectors.joining("\n"));
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(EObjectDescription.create(NAME, file, Map.of(ADDRESSES, addresses)));
    }

    /** Whether an entry of the index says what a file imports; others are elements that have names. */
    public static boolean isImport(IEObjectDescription entry) {
        return entry.getEClass() == FoliotPackage.Literals.SCENARIO_FILE;
    }

    @Override
    public boolean isAffected(Collection<Delta> changed, IResourceDescription candidate, IResourceDescriptions index) {
        Set<URI> imported = importedBy(candidate, index);
        return changed.stream().anyMatch(d -> imported.contains(d.getUri()));
    }

    /** What a file imports, directly and through what it imports, as far as the index knows. */
    public static Set<URI> importedBy(IResourceDescription file, IResourceDescriptions index) {
        Set<URI> imported = new LinkedHashSet<>();
        Deque<URI> open = new ArrayDeque<>(directly(file));
        while (!open.isEmpty()) {
            URI next = open.poll();
            if (imported.add(next) && index.getResourceDescription(next) != null) {
                open.addAll(directly(index.getResourceDescription(next)));
            }
        }
        return imported;
    }

    private static List<URI> directly(IResourceDescription file) {
        for (IEObjectDescription entry : file.getExportedObjectsByType(FoliotPackage.Literals.SCENARIO_FILE)) {
            String addresses = entry.getUserData(ADDRESSES);
            if (addresses != null) {
                return Arrays.stream(addresses.split("\n")).map(URI::createURI).toList();
            }
        }
        return List.of();
    }
}
