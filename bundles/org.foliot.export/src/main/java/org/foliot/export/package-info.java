/**
 * Results in the forms that people and their tools read: a table on the terminal, JSON, JUnit XML, CSV, and a directory
 * per run that appears whole or not at all.
 *
 * <p>The same result gives the same bytes everywhere: UTF-8, lines that end in a line feed, numbers as no locale writes
 * them, no wall clock. Times are picoseconds in every file for machines, which no rounding touches, and exact decimals in
 * every text for people, except for the table on the terminal, which rounds.
 */
@Export
@Version("0.1.0")
package org.foliot.export;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
