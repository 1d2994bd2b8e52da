"""Japanese texts. `[...]` is left out where the reply had no such value."""

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "subetha.too_many_recipients": {
        "title": "受信者数の上限超過",
        "meaning": "サーバーは、このトランザクションではこれ以上の受信者を受け付けません。",
        "cause": "受信者数が、1トランザクションの上限を超えています。",
        "remedy": "受け付けられなかった受信者には、別のトランザクションで送信してください。",
    },
    "subetha.tls_not_supported": {
        "title": "TLSの利用不可",
        "meaning": "サーバーがTLSを開始できません。",
        "cause": "サーバーにTLSが設定されていないか、TLSを一時的に利用できません。",
        "remedy": "時間をおいて再試行してください。解消しない場合は、サーバーの管理者に問い合わせるか、接続時からTLSを使うポートを使用してください。",
    },
    "subetha.tls_already_active": {
        "title": "STARTTLSの重複",
        "meaning": "接続はすでに暗号化されています。",
        "cause": "クライアントが、TLSの有効な接続でSTARTTLSを送信しました。",
        "remedy": "STARTTLSは一度だけ送信してください。接続時からTLSを使うポートでは不要です。",
    },
    "subetha.auth_canceled": {
        "title": "クライアントによる認証の中止",
        "meaning": "認証が途中で中止されました。",
        "cause": "クライアントが認証情報の代わりにアスタリスクを送信しました。",
        "remedy": "クライアントが中止した理由を確認してください。多くの場合、その認証方式の認証情報が設定されていません。",
    },
    "subetha.bare_line_end": {
        "title": "単独のCRまたはLF",
        "meaning": "行の[{position}文字目の]CRまたはLFが、CRLFの組になっていません。",
        "cause": "クライアントが行末にLFまたはCRだけを送信しました。",
        "remedy": "すべての行をCRLFで終えてください（RFC 5321 2.3.8節）。",
    },
    "subetha.auth_not_supported": {
        "title": "認証に未対応のサーバー",
        "meaning": "サーバーは認証に対応していません。",
        "cause": "このサーバーまたはポートでは認証（AUTH）が設定されていません。",
        "remedy": "認証なしの送信を意図している場合は、認証を省略してください。それ以外の場合は、ホストとポートを確認してください。",
    },
    "subetha.vrfy_disabled": {
        "title": "VRFYコマンドの無効化",
        "meaning": "サーバーはVRFYコマンドを実行しません。",
        "cause": "多くのサーバーと同様に、VRFYが無効になっています。",
        "remedy": "VRFYを使わないでください。アドレスの有効性は、実際の送信でのみ確認できます。",
    },
    "subetha.need_mail": {
        "title": "MAILコマンドの欠落",
        "meaning": "MAILコマンドの前に、RCPTまたはDATAが送信されました。",
        "cause": "多くの場合、直前のMAILコマンドが拒否されています。それ以外の場合は、クライアントがMAILを送っていません。",
        "remedy": "MAILコマンドへの応答を確認してください。原因はそこに示されています。",
    },
    "subetha.sender_already_specified": {
        "title": "MAILコマンドの重複",
        "meaning": "このトランザクションには、すでにエンベロープFromが指定されています。",
        "cause": "クライアントがRSETを送らずにMAILを再び送信しました。",
        "remedy": "新しいトランザクションの前にRSETを送信してください。",
    },
    "subetha.already_authenticated": {
        "title": "AUTHコマンドの重複",
        "meaning": "このセッションはすでに認証されています。",
        "cause": "クライアントが、認証の後に再びAUTHを送信しました。",
        "remedy": "認証は1つの接続につき一度だけ行ってください。",
    },
    "subetha.auth_mechanism_not_supported": {
        "title": "未対応の認証方式",
        "meaning": "クライアントが選んだ認証方式に、サーバーは対応していません。",
        "cause": "クライアントとサーバーの認証方式の設定が異なります。",
        "remedy": "EHLOの応答のAUTH行にある認証方式を選んでください。",
    },
    "subetha.starttls_required": {
        "title": "STARTTLSが必要",
        "meaning": "サーバーは暗号化された接続を求めています。",
        "cause": "クライアントがSTARTTLSの前に別のコマンドを送信しました。",
        "remedy": "EHLOの後、ほかのコマンドより先にSTARTTLSを送信してください。",
    },
    "subetha.authentication_required": {
        "title": "認証が必要",
        "meaning": "認証が必要なコマンドが、認証の前に送信されました。",
        "cause": "クライアントが認証していません。",
        "remedy": "MAILコマンドの前に認証してください。",
    },
    "subetha.message_too_large": {
        "title": "メッセージサイズの上限超過",
        "meaning": "申告されたメッセージのサイズが、サーバーの上限を超えています。",
        "cause": "クライアントがSIZEパラメーターで申告したサイズが上限を超えています。",
        "remedy": "メッセージを小さくしてください。上限はEHLOの応答に示されています。",
    },
    "subetha.transaction_failed": {
        "title": "トランザクションの失敗",
        "meaning": "サーバーは理由を示さずにトランザクションを拒否しました。",
        "cause": "理由は示されていません。このサーバーソフトウェアの既定の応答です。",
        "remedy": "サーバーのログを確認するか、サーバーの管理者に問い合わせてください。",
    },
}
