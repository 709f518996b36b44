// SPDX-License-Identifier: Apache-2.0
// All fields of the card at a desk, in the card's order, in two columns; short ones share a row as
// they do on the card.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Row {
    id: root
    required property DeskSizes sizes
    property bool copies: false
    property bool airy: false
    spacing: sizes.gap
    readonly property real half: Math.floor((width - spacing) / 2)
    readonly property var fields: Result.fields
    /// Numbers of fields, no values: what a delegate holds outlives the clearing for a moment.
    readonly property var rows: rowsOf(fields)
    /// Where the second column begins: both are about as high.
    readonly property int middle: {
        const weights = rows.map(row => weight(row));
        const half = weights.reduce((sum, one) => sum + one, 0) / 2;
        let sum = 0;
        let count = 0;
        while (count < weights.length && sum + weights[count] / 2 <= half)
            sum += weights[count++];
        return count;
    }

    /// In rows of one line.
    function weight(row) {
        const field = fields[row[0]];
        if (row.length > 1 || !field)
            return 1;
        const lines = Math.ceil(0.55 * sizes.value * field.text.length / half);
        return 0.5 + 0.5 * lines + (printedOf(field.id).length > 0 ? 0.5 : 0);
    }
    /// A table tells of them where they decide.
    function printedOf(id) {
        if (Result.plate !== "genuine")
            return [];
        return Result.differences.find(entry => entry.id === id)?.printed ?? [];
    }
    /// Whether label and value stand in `room` without a second line.
    function isShort(field, room) {
        if (printedOf(field.id).length > 0)
            return false;
        const label = Texts.language && Texts.label(field.id);
        const labelWidth = 0.5 * sizes.label * label.length;
        const valueWidth = 0.6 * sizes.value * field.text.length;
        return Math.max(labelWidth, valueWidth) + 1.3 * sizes.u <= room;
    }
    /// How many fields from `first` on share a row.
    function beside(fields, first) {
        for (const count of [3, 2]) {
            const room = (half - (count - 1) * sizes.gap) / count;
            const some = fields.slice(first, first + count);
            if (some.length === count && some.every(field => isShort(field, room)))
                return count;
        }
        return 1;
    }
    function rowsOf(fields) {
        const list = [];
        for (let first = 0; first < fields.length;) {
            const row = [];
            for (let count = beside(fields, first); count > 0; --count)
                row.push(first++);
            list.push(row);
        }
        return list;
    }
    Repeater {
        model: [root.rows.slice(0, root.middle), root.rows.slice(root.middle)]
        Column {
            id: column
            required property var modelData
            width: root.half
            spacing: root.sizes.gap
            Repeater {
                model: column.modelData
                Row {
                    id: line
                    required property var modelData
                    readonly property int count: modelData.length
                    readonly property real room: root.half - (count - 1) * spacing
                    spacing: root.sizes.gap
                    Repeater {
                        model: line.modelData
                        FieldRow {
                            required property int modelData
                            // A row that is being replaced has no line any more.
                            width: line ? Math.floor(line.room / line.count) : 0
                            sizes: root.sizes
                            copies: root.copies
                            airy: root.airy
                            field: root.fields[modelData]?.id ?? ""
                            value: root.fields[modelData]?.text ?? ""
                            printed: root.printedOf(field).map(word => word.text)
                            marks: root.printedOf(field).map(word => word.differs)
                        }
                    }
                }
            }
        }
    }
}
