/** What all pictures have in common: colours, marks, and where numbers are along an axis. */
package org.foliot.report.drawing;
