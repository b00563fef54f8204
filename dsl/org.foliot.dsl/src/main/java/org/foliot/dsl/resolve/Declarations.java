package org.foliot.dsl.resolve;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.Erratum;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Group;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.IdRegister;
import org.foliot.dsl.foliot.Import;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.Process;
import org.foliot.dsl.foliot.Processors;
import org.foliot.dsl.foliot.Region;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.foliot.VcpuPlacement;
import org.foliot.dsl.resource.ImportedFiles;
import org.foliot.dsl.resource.UnreadableFileException;

/** Checks what is declared, before anyone asks what it means: imports, names, {@code like}, statements said twice. */
final class Declarations {
    private final Findings findings;

    Declarations(Findings findings) {
        this.findings = findings;
    }

    /** Checks a file. */
    void check(ScenarioFile file) {
        file.getImports().forEach(this::checkImport);
        checkNames(file);
        checkStudyNames(file);
        Set<EObject> reported = new HashSet<>();
        for (Element element : file.getElements()) {
            if (Refinement.isCyclic(element) && reported.addAll(Refinement.lineage(element))) {
                EStructuralFeature base = element.eClass().getEStructuralFeature("base");
                findings.error(
                        Codes.LIKE_CYCLIC,
                        element,
                        base,
                        Name.of(element) + " is like itself",
                        "one of the chain must stand for itself");
            }
            if (element instanceof Host host) {
                checkTwice(host.getMembers());
                checkMemberNames(host.getMembers());
                host.getMembers().stream()
                        .filter(Processors.class::isInstance)
                        .forEach(p -> checkTwice(((Processors) p).getTraits()));
                host.getMembers().stream()
                        .filter(Group.class::isInstance)
                        .forEach(g -> checkTwice(((Group) g).getTraits()));
                host.getMembers().stream()
                        .filter(Task.class::isInstance)
                        .forEach(t -> checkTwice(((Task) t).getTraits()));
            } else if (element instanceof Erratum erratum) {
                checkTwice(erratum.getTraits());
            } else if (element instanceof Guest guest) {
                checkTwice(guest.getMembers());
                checkMemberNames(guest.getMembers());
                guest.getMembers().stream()
                        .filter(Process.class::isInstance)
                        .forEach(p -> checkTwice(((Process) p).getTraits()));
            }
        }
    }

    private void checkImport(Import statement) {
        try {
            ImportedFiles.load(statement);
        } catch (UnreadableFileException e) {
            findings.error(
                    e.code(),
                    statement,
                    FoliotPackage.Literals.IMPORT__IMPORT_URI,
                    e.getMessage(),
                    e.code().equals(Codes.FILE_NOT_FOUND) ? "paths are relative to the importing file" : e.remedy());
            return;
        } catch (IOException e) {
            findings.error(
                    Codes.FILE_UNREADABLE,
                    statement,
                    FoliotPackage.Literals.IMPORT__IMPORT_URI,
                    "this file cannot be read: " + e.getMessage(),
                    "");
            return;
        }
        List<ScenarioFile> cycle = ImportedFiles.cycle(statement);
        if (!cycle.isEmpty()) {
            List<String> way = cycle.stream()
                    .map(f -> f.eResource().getURI().lastSegment())
                    .toList();
            findings.error(
                    Codes.IMPORT_CYCLIC,
                    statement,
                    FoliotPackage.Literals.IMPORT__IMPORT_URI,
                    way.size() == 1
                            ? "the file imports itself"
                            : "this import leads back here, by " + String.join(", ", way),
                    "move what both need into a file of its own");
        }
    }

    private void checkNames(ScenarioFile file) {
        Map<String, Element> seen = new HashMap<>();
        for (ScenarioFile visible : ImportedFiles.visibleFrom(file)) {
            for (Element element : visible.getElements()) {
                String name = element instanceof Study ? null : Name.of(element);
                Element first = name == null ? null : seen.putIfAbsent(name, element);
                if (first != null) {
                    // The file that imports can do something about it, so it is said there where possible.
                    boolean here = first.eContainer() == file && element.eContainer() != file;
                    duplicate(here ? first : element, here ? element : first, name);
                }
            }
        }
    }

    private void checkStudyNames(ScenarioFile file) {
        Set<String> seen = new HashSet<>();
        for (Element element : file.getElements()) {
            if (element instanceof Study study && study.getName() != null && !seen.add(study.getName())) {
                findings.error(
                        Codes.NAME_DUPLICATE,
                        study,
                        FoliotPackage.Literals.STUDY__NAME,
                        "there is a study " + study.getName() + " already",
                        "");
            }
        }
    }

    private void duplicate(Element here, Element other, String name) {
        INode node = NodeModelUtils.findActualNodeFor(other);
        String place = here.eResource() == other.eResource()
                ? "in line " + node.getStartLine()
                : "in " + other.eResource().getURI().lastSegment() + ", line " + node.getStartLine();
        findings.error(
                Codes.NAME_DUPLICATE,
                here,
                here.eClass().getEStructuralFeature("name"),
                "the name " + name + " is taken by a " + Name.kind(other.eClass()) + " " + place,
                "parameters, kernels, errata, hosts and guests share one set of names");
    }

    private void checkMemberNames(Collection<? extends EObject> members) {
        Set<String> named = new HashSet<>();
        Set<String> regions = new HashSet<>();
        for (EObject member : members) {
            if (member instanceof Member m && Name.of(m) != null && !named.add(Name.of(m))) {
                findings.error(
                        Codes.NAME_DUPLICATE,
                        m,
                        Name.feature(m),
                        "the name " + Name.of(m) + " is taken",
                        "groups and tasks of a host share one set of names, processes of a guest another");
            } else if (member instanceof Region r && r.getName() != null && !regions.add(r.getName())) {
                findings.error(
                        Codes.NAME_DUPLICATE,
                        r,
                        FoliotPackage.Literals.REGION__NAME,
                        "there is a region " + r.getName() + " already",
                        "");
            }
        }
    }

    /** Statements that replace each other must not stand in one block. */
    private void checkTwice(Collection<? extends EObject> statements) {
        Map<Object, EObject> seen = new HashMap<>();
        for (EObject statement : statements) {
            boolean repeatable = statement instanceof Member
                    || statement instanceof Region
                    || statement instanceof Processors
                    || statement instanceof VcpuPlacement
                    || statement instanceof org.foliot.dsl.foliot.Behaviour;
            EObject first = repeatable ? null : seen.putIfAbsent(kind(statement), statement);
            if (first != null) {
                INode node = NodeModelUtils.findActualNodeFor(first);
                findings.error(
                        Codes.STATEMENT_TWICE,
                        statement,
                        "this has been said in line " + node.getStartLine(),
                        "keep one of the two");
            }
        }
    }

    /** Registers replace each other by name, all other statements by what they are. */
    private static Object kind(EObject statement) {
        return statement instanceof IdRegister register && register.getName() != null
                ? register.getName()
                : statement.eClass();
    }
}
